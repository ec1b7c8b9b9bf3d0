"""Which paths a project may have. What a pack or a lock names is untrusted: it must stay inside, on every system."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, TypeAlias

Problem: TypeAlias = Literal["outside", "reserved", "characters", "private"]

PRIVATE = {".git", ".pintu", "pintu.lock", "git~1"}
"""Git's own folder (a hook in it would run) and ours."""
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"}
DEVICES |= {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
"""Names that Windows keeps for devices, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces")."""
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
LONGEST_NAME = 255


def problem_of(path: str) -> Problem | None:
    """What is wrong with a relative path written with `/`; None where nothing is."""
    parts = path.split("/")
    if not path or path.startswith("/") or any(part in {"", ".", ".."} for part in parts):
        return "outside"
    if any(FORBIDDEN.search(part) or part.endswith((" ", ".")) or too_long(part) for part in parts):
        return "characters"
    if any(part.casefold().partition(".")[0].rstrip() in DEVICES for part in parts):
        return "reserved"
    if any(part.casefold() in PRIVATE for part in parts):
        return "private"
    return None


def too_long(name: str) -> bool:
    return len(name.encode()) > LONGEST_NAME


def folded(path: str) -> str:
    """The same for two paths that a file system may take for one (letter case, ways to write an accent)."""
    return unicodedata.normalize("NFC", path).casefold()


def collision(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two paths that not every file system can hold both: equal when folded, or one a folder of the other."""
    files: dict[str, str] = {}
    for path in paths:
        if other := files.get(folded(path)):
            return other, path
        files[folded(path)] = path
    for key, path in files.items():
        parts = key.split("/")
        for depth in range(1, len(parts)):
            if other := files.get("/".join(parts[:depth])):
                return other, path
    return None
