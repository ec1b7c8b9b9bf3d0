"""`pintu.lock` as text, and hashing that does not mind line endings."""

import hashlib

from pintu.model.lock import Entry, Lock
from pintu.model.plan import Policy

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


def print_lock(lock: Lock) -> bytes:
    head = "".join(f"{key} = {value}\n" for key, value in sorted(lock.head.items()))
    lines = "".join(f"{e.sha256} {e.policy} {e.owner} {e.path}\n" for _, e in sorted(lock.entries.items()))
    return f"{HEAD}{head}\n{lines}".encode()


def parse_lock(content: bytes) -> Lock:
    """Raises `ValueError` with the line that is not one."""
    head: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    in_head = True
    for number, line in enumerate(normal(content).decode("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        if not line:
            in_head = False
        elif in_head and " = " in line:
            key, _, value = line.partition(" = ")
            head[key] = value
        elif not in_head and line.count(" ") >= 3:
            sha256, policy, owner, path = line.split(" ", 3)
            entries[path] = Entry(path, owner, _policy(policy, number), sha256)
        else:
            raise ValueError(f"line {number}: {line[:60]}")
    return Lock(head, entries)


def _policy(text: str, number: int) -> Policy:
    if text == "managed":
        return "managed"
    if text == "seeded":
        return "seeded"
    raise ValueError(f"line {number}: {text}")
