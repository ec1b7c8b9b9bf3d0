"""`pintu.lock` as text, and hashing that does not mind line endings."""

import hashlib
import re
from typing import cast, get_args

from pintu.model.lock import Entry, Lock
from pintu.model.plan import Policy
from pintu.paths import problem_of

SHA256 = re.compile(r"[0-9a-f]{64}")
LOCK = "pintu.lock"
HEAD = "# Written by pintu. Commit this file; do not edit it.\n"


def digest(content: bytes) -> str:
    """SHA-256 of raw bytes."""
    return hashlib.sha256(content).hexdigest()


def is_text(content: bytes) -> bool:
    return b"\0" not in content[:8192]


def normal(content: bytes) -> bytes:
    """Text with LF; anything else as it is."""
    return content.replace(b"\r\n", b"\n") if is_text(content) else content


def fingerprint(content: bytes) -> str:
    """SHA-256 of the normal form: what the lock records."""
    return digest(normal(content))


def with_endings_of(model: bytes | None, content: bytes) -> bytes:
    """`content` with the line endings that most lines of `model` have; with its own where there is no model."""
    if model is None or not (is_text(model) and is_text(content)) or model.count(b"\r\n") * 2 <= model.count(b"\n"):
        return content
    return normal(content).replace(b"\n", b"\r\n")


def print_lock(lock: Lock) -> bytes:
    head = "".join(f"{key} = {value}\n" for key, value in sorted(lock.head.items()))
    lines = "".join(f"{e.sha256} {e.policy} {e.owner} {e.path}\n" for _, e in sorted(lock.entries.items()))
    return f"{HEAD}{head}\n{lines}".encode()


def parse_lock(content: bytes) -> Lock:
    """Untrusted: a checkout may hold anybody's. Raises `ValueError` with the line that is not one."""
    head: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    in_head = True
    for number, line in enumerate(normal(content).decode("utf-8").split("\n"), 1):
        if line.startswith("#"):
            continue
        if not line:
            in_head = False
        elif in_head and " = " in line:
            key, _, value = line.partition(" = ")
            head[key] = value
        elif not in_head and (entry := _entry(line)):
            entries[entry.path] = entry
        else:
            raise ValueError(f"{number}: {line[:60]}")
    return Lock(head, entries)


def _entry(line: str) -> Entry | None:
    parts = line.split(" ", 3)
    if len(parts) != 4:
        return None
    sha256, policy, owner, path = parts
    if not SHA256.fullmatch(sha256) or problem_of(path) or policy not in get_args(Policy):
        return None
    return Entry(path, owner, cast("Policy", policy), sha256)
