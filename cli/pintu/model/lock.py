"""`pintu.lock`: what was generated, from what. Text, one sorted line a file, so that git merges it well."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pintu.model.plan import Policy


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: whose it is, how it is kept, and the hash of what was generated (text with LF)."""

    path: str
    owner: str
    policy: Policy
    sha256: str


@dataclass(frozen=True, slots=True)
class Lock:
    """`head` holds versions and hashes: `pintu`, `layer <file>`, `pack <name>`, `app <slug>`."""

    head: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
