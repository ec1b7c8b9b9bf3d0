"""What every command does first that looks at a project: finish a write that was interrupted."""

from pathlib import Path

from pintu import console
from pintu.pipeline import recover


def finish_interrupted(root: Path) -> None:
    """Raises `UserError` when the operating system does not let us; a file edited meanwhile is kept, and named."""
    report = recover(root, waiting)
    if report is None:
        return
    console.say("journal.finished", folder=root, count=len(report.written) + len(report.deleted))
    for path in report.kept:
        console.say("generate.edited_meanwhile", path=path)


def waiting() -> None:
    """Another process is at work in the folder."""
    console.say("generate.waiting")
