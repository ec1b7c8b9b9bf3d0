"""The folder of the reader's alone where Pintu keeps what only saves time; it can be deleted whenever one likes."""

import os
import sys
from pathlib import Path


def cache_folder(name: str) -> Path | None:
    """`name` below the user's cache folder, made if it is not there; None where it cannot be, or is someone else's."""
    root = _user_cache()
    if root is None:
        return None
    folder = root / "pintu" / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if _is_mine(folder) else None


def _user_cache() -> Path | None:
    if said := os.environ.get("XDG_CACHE_HOME"):
        return Path(said) if Path(said).is_absolute() else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"


def _is_mine(folder: Path) -> bool:
    return sys.platform == "win32" or (folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK))
