"""The reference of contribution points, `docs/contribution-points.md`, made from their docstrings.

python tests/repository/points_reference.py     write it anew
"""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path

from pintu.points import POINTS
from pintu.points.point import Point, Source

PAGE = Path(__file__).parents[2] / "docs" / "contribution-points.md"
HEAD = """\
# Contribution points

What a module may add to a project. Each point is a file in `cli/pintu/points/`, and this page is made from their
docstrings (`python tests/repository/points_reference.py`). `pintu show ID` lists what a module contributes to each of
them. Entries are sorted by `order` (100 where left out), then by module and `id`; the home page and the tab bar follow
the blueprint.
"""
PLACES: dict[Source, str] = {
    "contributes": "below `contributes:` in the contract",
    "contract": "in the contract",
    "tree": "read off the module's Python files, which are never executed",
}
SIDES = {"backend": "Backend", "miniprogram": "Mini-program"}


def page() -> str:
    return "\n".join([HEAD, *(_section(point) for point in POINTS)])


def _section(point: Point) -> str:
    doc = cleandoc(import_module(f"pintu.points.{point.name}").__doc__ or "")
    return f"## {point.name}\n\n{SIDES[point.side]}; {PLACES[point.source]}.\n\n{doc}\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8", newline="\n")
