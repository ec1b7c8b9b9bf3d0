"""A project in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pintu.content import fingerprint
from pintu.model.plan import Policy


@dataclass(frozen=True)
class File:
    content: bytes
    owner: str
    policy: Policy = "managed"
    moved_from: str | None = None

    @cached_property
    def sha256(self) -> str:
        """As the lock records it."""
        return fingerprint(self.content)

    @property
    def executable(self) -> bool:
        """A script says so itself: the same on every system, whatever a checkout or a wheel did to its mode."""
        return self.content.startswith(b"#!")


@dataclass(frozen=True, slots=True)
class Tree:
    """Path (relative, with `/`) to file, in sorted order; `head` and `in_place` as in the plan; the chosen modules."""

    files: Mapping[str, File]
    head: Mapping[str, str] = field(default_factory=dict)
    in_place: bool = False
    modules: tuple[str, ...] = ()
