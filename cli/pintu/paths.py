"""Which paths a project may have. What a pack or a lock names is untrusted: it must stay inside, on every system."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
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
    return next((problem for part in path.split("/") if (problem := _problem_of_part(part))), None)


@lru_cache(maxsize=4096)
def _problem_of_part(part: str) -> Problem | None:
    if part in {"", ".", ".."}:
        return "outside"
    if FORBIDDEN.search(part) or part.endswith((" ", ".")) or len(part.encode()) > LONGEST_NAME:
        return "characters"
    if part.casefold().partition(".")[0].rstrip() in DEVICES:
        return "reserved"
    return "private" if part.casefold() in PRIVATE else None


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
