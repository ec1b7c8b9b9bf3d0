"""pintu diff: what a changed blueprint, or a newer Pintu, would change in a project."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pintu.commands.options import Format, FormatOption

if TYPE_CHECKING:
    from pintu.console import Outcome
    from pintu.model.changes import Change, ChangeSet


def register(app: typer.Typer) -> None:
    app.command("diff")(diff)


def diff(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path(),
    format: FormatOption = Format.TEXT,  # noqa: A002
) -> int:
    from pintu import console, pipeline, unchanged  # noqa: PLC0415  slow to import
    from pintu.commands.recovery import finish_interrupted  # noqa: PLC0415
    from pintu.report.finding import as_data, findings  # noqa: PLC0415
    from pintu.stages.plan_inputs import HOME  # noqa: PLC0415

    blueprint = folder / HOME if folder.is_dir() else folder
    if format == Format.TEXT and unchanged.is_unchanged(blueprint, blueprint.parent):
        console.say("generate.unchanged", folder=blueprint.parent)
        return 0
    checked = pipeline.check(blueprint)
    root = pipeline.target(checked.blueprint, None)
    remarks = pipeline.remarks(checked, root)
    finish_interrupted(root)
    changes = pipeline.compare(checked, root)
    if format == Format.JSON:
        rows = [_as_data(change) for change in changes.changes if change.action != "same"]
        said = [as_data(finding) for finding in findings(remarks)]
        console.result_json(_outcome(changes), {"folder": str(root), "changes": rows, "diagnostics": said})
    else:
        console.show(remarks)
        _print(changes)
    return 0 if _outcome(changes) == "ok" else 1


def _print(changes: "ChangeSet") -> None:
    """The differences to standard output, what cannot be done to standard error."""
    from pintu import console  # noqa: PLC0415
    from pintu.commands.deleted import say_deleted, say_unchanged  # noqa: PLC0415
    from pintu.report.changes import differences  # noqa: PLC0415
    from pintu.stages.refuse import conflicts  # noqa: PLC0415

    console.styled(differences((*changes.writes, *changes.of("conflict"))), sys.stdout)
    console.show(conflicts(changes))
    if _outcome(changes) == "ok":
        say_unchanged(changes)
        return
    say_deleted(changes)
    if changes.lost_its_lock:
        console.say("diff.no_lock", folder=changes.root)
    elif _outcome(changes) == "different" and not changes.writes:
        console.say("diff.lock_only", folder=changes.root)


def _outcome(changes: "ChangeSet") -> "Outcome":
    return "conflict" if changes.of("conflict") else "ok" if changes.is_empty else "different"


def _as_data(change: "Change") -> dict[str, object]:
    row: dict[str, object] = {"path": change.path, "action": change.action, "owner": change.owner}
    return row | ({"reason": change.reason} if change.reason else {})
