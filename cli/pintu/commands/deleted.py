"""What is said of files that a person deleted: they are not "up to date", they stay away."""

from pintu import console
from pintu.model.changes import ChangeSet


def say_unchanged(changes: ChangeSet) -> None:
    """Nothing is to be written."""
    say_deleted(changes)
    code = "generate.otherwise_unchanged" if changes.deleted_by_reader else "generate.unchanged"
    console.say(code, folder=changes.root)


def say_deleted(changes: ChangeSet) -> None:
    for change in changes.deleted_by_reader:
        console.say("generate.deleted_by_reader", path=changes.root / change.path)
