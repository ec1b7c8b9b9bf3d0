"""How long the program takes to start, against Python itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import PINTU, Line, at_most, best


def lines(_: Path) -> Iterator[Line]:
    bare = [sys.executable, "-c", "pass"]
    version, help_, python = best([PINTU, "--version"], [PINTU, "--help"], bare, times=15)
    yield at_most("pintu --version / python -c pass", version, python, 3)
    yield at_most("pintu --help / python -c pass", help_, python, 12)
