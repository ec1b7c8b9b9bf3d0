"""pintu run: a project on this machine, generated first where it has to be."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pintu.pipeline import Checked


def register(app: typer.Typer) -> None:
    app.command("run")(run)


def run(
    project: Annotated[Path, typer.Argument(metavar="BLUEPRINT|DIR")] = Path(),
    port: Annotated[int, typer.Option("--port", metavar="N", envvar="PORT", min=1, max=65535)] = 8000,
    *,
    no_preview: Annotated[bool, typer.Option("--no-preview")] = False,
    watch: Annotated[bool, typer.Option("--watch")] = False,
    database: Annotated[str, typer.Option("--database", metavar="URL")] = "",
) -> int:
    from pintu import console  # noqa: PLC0415  slow to import, like all below
    from pintu.commands.interpreter import interpreter  # noqa: PLC0415
    from pintu.preview.project import preview  # noqa: PLC0415
    from pintu.running import process  # noqa: PLC0415
    from pintu.running.session import Session  # noqa: PLC0415

    if database:
        process.require_database(database)
    root, checked = _up_to_date(project)
    process.require_free(port)
    python = interpreter(root / "backend")
    with nullcontext() if no_preview else preview(root) as shown:
        console.say("run.starting")
        session = Session(root, python, port, shown, database)
        status = session.watch(_inputs(project, checked), lambda: _made_anew(project)) if watch else session.serve()
    console.say("run.ended", status=status)
    return 1


def _blueprint(project: Path) -> Path:
    from pintu.stages.plan_inputs import HOME  # noqa: PLC0415

    return project / HOME if project.is_dir() else project


def _inputs(project: Path, checked: "Checked | None") -> tuple[Path, ...]:
    """Every file and folder that decides what the project is."""
    from pintu import pipeline  # noqa: PLC0415
    from pintu.stages.plan_inputs import everything_read  # noqa: PLC0415

    blueprint = _blueprint(project)
    checked = checked or pipeline.check(blueprint)
    inputs = everything_read(checked.blueprint, checked.catalogue)
    return (blueprint, *inputs.files, *inputs.trees)


def _made_anew(project: Path) -> tuple[Path, ...]:
    _, checked = _up_to_date(project)
    return _inputs(project, checked)


def _up_to_date(project: Path) -> "tuple[Path, Checked | None]":
    """The project's folder, generated where needed; what is there is served when generating is refused.

    With the blueprint, unless nobody had to look at it: nothing had changed.
    """
    from pintu import console, pipeline, unchanged  # noqa: PLC0415
    from pintu.commands.recovery import finish_interrupted, waiting  # noqa: PLC0415
    from pintu.errors import ConflictError  # noqa: PLC0415
    from pintu.stages.plan_inputs import HOME  # noqa: PLC0415

    blueprint = _blueprint(project)
    if blueprint.name == HOME and unchanged.is_unchanged(blueprint, blueprint.parent):
        return blueprint.parent, None
    start = unchanged.begin(blueprint)
    checked = pipeline.check(blueprint)
    root = pipeline.target(checked.blueprint, None)
    remarks = pipeline.remarks(checked, root)
    console.show(remarks)
    try:
        finish_interrupted(root)
        changes, report = pipeline.generate(checked, root, waiting)
    except ConflictError as error:
        if not (root / "backend").is_dir():
            raise
        console.show(error.diagnostics)
        console.say("run.as_it_is")
        return root, checked
    if not (remarks or report.kept or changes.deleted_by_reader):
        pipeline.remember(start, checked, changes)
    return root, checked
