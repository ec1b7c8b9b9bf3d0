"""pintu generate: the main job."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pintu.model.changes import ChangeSet, Report


def register(app: typer.Typer) -> None:
    app.command("generate")(generate)


def generate(
    blueprint: Annotated[Path, typer.Argument(metavar="BLUEPRINT")] = Path("blueprint.yaml"),
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    diff: Annotated[bool, typer.Option("--diff")] = False,
    locked: Annotated[bool, typer.Option("--locked")] = False,
) -> int:
    from pintu import console, unchanged  # noqa: PLC0415  slow to import, like all below
    from pintu.commands.options import inside  # noqa: PLC0415

    blueprint = inside(blueprint)
    start, plainly = unchanged.begin(blueprint), not (dry_run or diff or locked)
    root = output or (blueprint.parent if blueprint.name == "blueprint.yaml" else None)
    if plainly and root and unchanged.is_unchanged(blueprint, root):
        console.say("generate.unchanged", folder=root)
        return 0
    from pintu import pipeline  # noqa: PLC0415
    from pintu.commands.recovery import finish_interrupted, waiting  # noqa: PLC0415
    from pintu.stages.refuse import refuse_unlocked  # noqa: PLC0415

    checked = pipeline.check(blueprint)
    root = pipeline.target(checked.blueprint, output)
    remarks = pipeline.remarks(checked, root)
    console.show(remarks)
    finish_interrupted(root)
    if locked:
        refuse_unlocked(pipeline.compare(checked, root))
    if not plainly:
        return _show(pipeline.compare(checked, root), dry_run=dry_run, diff=diff)
    changes, report = pipeline.generate(checked, root, waiting)
    if not (remarks or report.kept or changes.deleted_by_reader):
        pipeline.remember(start, checked, changes)
    return _tell(changes, report)


def _tell(changes: "ChangeSet", report: "Report") -> int:
    from pintu import console  # noqa: PLC0415
    from pintu.commands.deleted import say_deleted, say_unchanged  # noqa: PLC0415

    if changes.lost_its_lock:
        console.say("generate.lock_again", folder=changes.root)
    if not (report.written or report.deleted or report.kept):
        if not changes.lost_its_lock:
            say_unchanged(changes)
        return 0
    say_deleted(changes)
    kept, written = len(changes.of("keep")), len(report.written)
    console.say("generate.done", folder=changes.root, written=written, deleted=len(report.deleted), kept=kept)
    for path in report.kept:
        console.say("generate.edited_meanwhile", path=path)
    return 1 if report.kept else 0


def _show(changes: "ChangeSet", *, dry_run: bool, diff: bool) -> int:
    """List or show what would be done; the same refusal follows that generating would end with."""
    from pintu import console  # noqa: PLC0415
    from pintu.commands.deleted import say_unchanged  # noqa: PLC0415
    from pintu.report.changes import differences, listed  # noqa: PLC0415
    from pintu.stages.refuse import refuse_conflicts  # noqa: PLC0415

    if dry_run:
        for line in listed(changes):
            console.result_styled(line)
    if diff:
        console.styled(differences(changes.writes), sys.stdout)
    refuse_conflicts(changes)
    if changes.lost_its_lock:
        console.say("diff.no_lock", folder=changes.root)
    elif not changes.writes:
        say_unchanged(changes)
    return 0
