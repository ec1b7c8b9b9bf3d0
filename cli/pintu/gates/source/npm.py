"""Packages of npm as a mini-program sees them, below `miniprogram_npm/`, wherever their files really are.

`miniprogram_npm/` itself when DevTools has built it, else `node_modules/`, else the packages that our own tools bring.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NPM = "miniprogram_npm"


@dataclass(frozen=True)
class Npm:
    """`built` and `installed` are folders that hold packages by name; they need not exist."""

    built: Path
    installed: Sequence[Path]

    def find(self, path: str) -> Path | None:
        """The file behind `miniprogram_npm/<package>/...`, or None."""
        inner = path.removeprefix(f"{NPM}/")
        built = self.built / inner
        if built.is_file():
            return built
        parts = inner.split("/")
        depth = 2 if inner.startswith("@") else 1
        name, rest = "/".join(parts[:depth]), "/".join(parts[depth:])
        for folder in self.installed:
            home = _miniprogram_of(folder / name)
            if home is not None:
                file = home / rest
                return file if file.is_file() else None
        return self._vendored(name, rest)

    def _vendored(self, name: str, rest: str) -> Path | None:
        """What a package carries for itself, which DevTools lifts beside it."""
        found = (file for folder in self.installed for file in folder.glob(f"*/*/{NPM}/{name}/{rest}"))
        return next((file for file in sorted(found) if file.is_file()), None)


@cache
def _miniprogram_of(package: Path) -> Path | None:
    """The folder that its `package.json` calls `miniprogram`, by default `miniprogram_dist`."""
    manifest = package / "package.json"
    if not manifest.is_file():
        return None
    named = json.loads(manifest.read_text("utf-8")).get("miniprogram", "miniprogram_dist")
    home = package / str(named)
    return home if home.is_dir() else None
