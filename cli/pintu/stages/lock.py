"""`pintu.lock` as text."""

import re
from pathlib import Path
from typing import cast, get_args

from pintu.content import digest, normal
from pintu.errors import ConflictError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.lock import Entry, Lock
from pintu.model.plan import Policy
from pintu.paths import problem_of

SHA256 = re.compile(r"[0-9a-f]{64}")
LOCK = "pintu.lock"
HEAD = "# Written by pintu. Commit this file; do not edit it.\n"


def read_lock(root: Path) -> tuple[Lock, str | None]:
    """The lock and the hash of its file; an empty one and None where there is none."""
    file = root / LOCK
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Lock(), None
    try:
        return parse_lock(content), digest(content)
    except ValueError as error:
        raise ConflictError([Diagnostic("lock.unreadable", Where(str(file)), {"problem": str(error)})]) from error


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
