"""Where the pack that ships with Pintu is."""

from functools import cache
from pathlib import Path


@cache
def builtin_root() -> Path:
    """`pack/` inside the installed wheel; the repository's root where Pintu runs from its sources."""
    package = Path(__file__).parents[1]
    inside = package / "pack"
    return inside if inside.is_dir() else package.parents[1]
