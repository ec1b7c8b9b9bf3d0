"""A project in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from pintu.model.plan import Policy


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    owner: str
    policy: Policy = "managed"
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Path (relative, with `/`) to file, in sorted order."""

    files: Mapping[str, File]
