"""pintu run: a project on this machine, generated first where it has to be."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command("run")(run)


def run(
    project: Annotated[Path, typer.Argument(metavar="BLUEPRINT|DIR")] = Path(),
    port: Annotated[int, typer.Option("--port", metavar="N", envvar="PORT", min=1, max=65535)] = 8000,
    *,
    no_preview: Annotated[bool, typer.Option("--no-preview")] = False,  # noqa: ARG001  accepted before there is one
) -> int:
    from pintu import console  # noqa: PLC0415  slow to import, like all below
    from pintu.running import process, python, requirements  # noqa: PLC0415

    folder = _up_to_date(project) / "backend"
    process.require_free(port)
    needs = requirements.read_needs(folder)
    interpreter = python.find_python(folder, needs)
    if interpreter is None:
        console.say("run.installing")
        with console.progress("run.installing", total=needs.about) as step:
            interpreter = python.install(folder, needs, step)
    console.say("run.starting")
    with process.backend(interpreter, folder, port) as running:
        if process.wait_until_ready(running, port):
            console.say("run.ready", url=f"http://{process.HOST}:{port}/")
            running.wait()
    console.say("run.ended", status=running.returncode)
    return 1


def _up_to_date(project: Path) -> Path:
    """The project's folder, generated where needed; what is there is served when generating is refused."""
    from pintu import console, pipeline, unchanged  # noqa: PLC0415
    from pintu.commands.recovery import finish_interrupted, waiting  # noqa: PLC0415
    from pintu.errors import ConflictError  # noqa: PLC0415
    from pintu.stages.plan_inputs import HOME  # noqa: PLC0415

    blueprint = project / HOME if project.is_dir() else project
    if blueprint.name == HOME and unchanged.is_unchanged(blueprint, blueprint.parent):
        return blueprint.parent
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
        return root
    if not (remarks or report.kept or changes.deleted_by_reader):
        pipeline.remember(start, checked, changes)
    return root
