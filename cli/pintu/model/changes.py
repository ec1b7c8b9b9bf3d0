"""What generating would do to a folder, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.model.lock import Lock

Action: TypeAlias = Literal["create", "update", "keep", "same", "merge", "conflict", "delete"]
"""`keep`: edited by a person, and nothing new from us. `conflict`: changed on both sides."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file. `before` is what is on disk (None: nothing), `after` what will be (None: deleted).

    `seen` is the hash of the raw bytes on disk that the decision was made on: `write` replaces nothing else.
    """

    path: str
    action: Action
    before: bytes | None
    after: bytes | None
    seen: str | None
    executable: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSet:
    root: Path
    changes: tuple[Change, ...]
    lock: Lock
    bases: Mapping[str, bytes]
    """Base bytes by hash, for `.pintu/base/`."""

    def of(self, *actions: Action) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.action in actions)

    @property
    def writes(self) -> tuple[Change, ...]:
        return self.of("create", "update", "merge", "delete")


@dataclass(frozen=True, slots=True)
class Report:
    """What `write` did: paths written, deleted, and those kept because somebody edited them meanwhile."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
