"""What generating would do to a folder, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.model.lock import Lock
from pintu.model.plan import BLUEPRINT, Policy

Action: TypeAlias = Literal["create", "update", "keep", "same", "merge", "conflict", "delete"]
"""`keep`: edited, or deleted, by a person, and nothing new from us. `conflict`: see `Reason`."""

Reason: TypeAlias = Literal["", "both", "unwanted", "foreign", "blocked", "deleted"]
"""Why nothing can be done: changed on both sides; edited, and no longer wanted; not ours; something else stands there
(a folder, or a link, which is never followed). A file is kept `deleted` when a person deleted it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file. `before` is what is on disk (None: nothing), `after` what will be (None: deleted).

    `offered` is what generating has for it, taken or not (None: nothing, the file is not wanted any more).
    `seen` is the hash of the raw bytes on disk that the decision was made on: `write` replaces nothing else.
    """

    path: str
    action: Action
    owner: str
    policy: Policy
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)
    offered: bytes | None = field(repr=False)
    seen: str | None
    reason: Reason = ""

    @property
    def executable(self) -> bool:
        return self.after is not None and self.after.startswith(b"#!")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    root: Path
    changes: tuple[Change, ...]
    lock: Lock
    old_lock: Lock
    lock_seen: str | None
    lock_wanted: str
    """The hash of `pintu.lock` as it was read (None: there was none), and as it will be."""
    bases: Mapping[str, bytes] = field(repr=False)
    """Base bytes by hash, for `.pintu/base/`."""

    def of(self, *actions: Action) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.action in actions)

    @property
    def deleted_by_reader(self) -> tuple[Change, ...]:
        """Files that a person deleted, and that stay so."""
        return tuple(change for change in self.of("keep") if change.reason == "deleted")

    @property
    def lost_its_lock(self) -> bool:
        """Whether there was a project, and no lock to tell what in it was edited."""
        return self.lock_seen is None and any(change.owner != BLUEPRINT for change in self.of("same"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would be written, the lock included."""
        return not self.writes and self.lock_seen == self.lock_wanted

    @property
    def writes(self) -> tuple[Change, ...]:
        return self.of("create", "update", "merge", "delete")


@dataclass(frozen=True, slots=True)
class Report:
    """What `write` did: paths written, deleted, and those kept because somebody edited them meanwhile."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
