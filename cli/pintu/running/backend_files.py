"""The backend's own files while it runs: which change asks for a new start, and which it takes over by itself."""

import tomllib
from pathlib import Path
from typing import Any

from pintu.preview.watch import Watched

SETTINGS = "business.toml"
TAKEN_OVER = {"app", "business", "theme", "home", "roles"}
"""The tables of `business.toml` that the development server reads anew (`devtools/reread.py`)."""


class Backend:
    def __init__(self, folder: Path) -> None:
        self._settings = folder / SETTINGS
        self._files = Watched(folder)
        self._rules = _rules(self._settings)

    def needs_a_start(self) -> bool:
        """Since the last time that this was asked."""
        changed = self._files.changed()
        if not changed:
            return False
        before, self._rules = self._rules, _rules(self._settings)
        return changed != {str(self._settings)} or self._rules != before


def _rules(settings: Path) -> dict[str, Any] | None:
    """What is read at the start only; None where it cannot be read."""
    try:
        tables = tomllib.loads(settings.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return {name: table for name, table in tables.items() if name not in TAKEN_OVER}
