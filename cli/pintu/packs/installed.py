"""Packs that come as wheels: distributions with an entry point in `pintu.packs`. None of them is imported."""

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

GROUP = "pintu.packs"
BUILTIN = "builtin"
"""What ships with Pintu is registered as well, and is at hand anyway."""
METADATA = (".dist-info", ".egg-info")


class Installed(NamedTuple):
    """A pack's name, the version of its distribution, and its folder."""

    name: str
    version: str
    root: Path


def installed() -> Iterator[Installed]:
    """Sorted by name. `importlib.metadata` is asked only where somebody offers one: it is slow."""
    if not _somebody_offers():
        return
    from importlib import metadata  # noqa: PLC0415

    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        root = _root(entry.value) if entry.name != BUILTIN else None
        if root is not None:
            yield Installed(entry.name, entry.dist.version if entry.dist else "0", root)


def _root(module: str) -> Path | None:
    """The folder of a pack's package, found without importing it (a dotted name would import its parents)."""
    from importlib import util  # noqa: PLC0415

    spec = util.find_spec(module.partition(":")[0]) if "." not in module else None
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(os.fspath(spec.submodule_search_locations[0]))
    return package / "pack" if (package / "pack").is_dir() else package


def _somebody_offers() -> bool:
    """False only where that is certain; an archive, or whoever else finds distributions, is left to the library."""
    others = (finder for finder in sys.meta_path if finder is not PathFinder)
    return any(hasattr(finder, "find_distributions") for finder in others) or any(map(_offers, sys.path))


def _offers(place: str) -> bool:
    if place.endswith(".egg"):
        return True
    try:
        names = os.listdir(place or ".")  # noqa: PTH208  only the names are wanted
    except NotADirectoryError:
        return True
    except OSError:
        return False
    return any(_names_a_pack(os.path.join(place, name)) for name in names if name.lower().endswith(METADATA))  # noqa: PTH118


def _names_a_pack(about: str) -> bool:
    try:
        with open(f"{about}/entry_points.txt", encoding="utf-8", errors="replace") as stream:  # noqa: PTH123  one of hundreds
            sections = stream.read().split(f"[{GROUP}]")[1:]
    except OSError:
        return False
    rows = (row for section in sections for row in section.partition("[")[0].splitlines())
    return any(row.partition("=")[0].strip() not in {"", BUILTIN} for row in rows)
