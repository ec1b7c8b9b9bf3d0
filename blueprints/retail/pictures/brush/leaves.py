"""Tea itself: dry leaves in their five shapes, heaps of them, and twigs with leaves or blossom."""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from .canvas import Canvas

LeafShape: TypeAlias = Callable[[Random, float, float], str]


def _turned(x: float, y: float, angle: float, points: Sequence[tuple[float, float]]) -> list[str]:
    cos, sin = math.cos(angle), math.sin(angle)
    return [f"{round(x + px * cos - py * sin)} {round(y + px * sin + py * cos)}" for px, py in points]


def spear(rng: Random, x: float, y: float) -> str:
    """Return a flat pressed leaf, pointed at both ends, as Longjing has."""
    length, width = rng.uniform(26, 38), rng.uniform(5, 7.5)
    p = _turned(
        x, y, rng.uniform(-0.7, 0.7) + rng.choice((0, 0, math.pi)), [(-length, 2), (0, -width), (length, 0), (2, width)]
    )
    return f"M{p[0]}Q{p[1]} {p[2]}Q{p[3]} {p[0]}Z"


def needle(rng: Random, x: float, y: float) -> str:
    """Return a slender bud, as Silver Needle has."""
    length, width = rng.uniform(30, 42), rng.uniform(4, 6)
    p = _turned(
        x,
        y,
        rng.gauss(0, 0.45),
        [(-length, 0), (-length * 0.4, -width * 1.6), (length, -2), (-length * 0.3, width * 1.4)],
    )
    return f"M{p[0]}Q{p[1]} {p[2]}Q{p[3]} {p[0]}Z"


def strip(rng: Random, x: float, y: float) -> str:
    """Return a long twisted leaf, as rock oolong and black tea have."""
    length, bend, width = rng.uniform(22, 36), rng.uniform(-14, 14), rng.uniform(3.5, 6)
    points = [
        (-length, 0),
        (-length * 0.3, bend - width),
        (length * 0.3, -bend),
        (length, 1),
        (length * 0.3, width * 1.6 - bend),
        (-length * 0.3, bend + width),
    ]
    p = _turned(x, y, rng.uniform(0, math.pi), points)
    return f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[0]}Z"


def curl(rng: Random, x: float, y: float) -> str:
    """Return a small snail-like curl, as Biluochun has."""
    r, t = rng.uniform(9, 14), rng.uniform(3, 4.5)
    points = [
        (-r, 0),
        (-r, -r * 1.5),
        (r, -r * 1.5),
        (r, 0),
        (r, r),
        (-r * 0.1, r),
        (0, 2),
        (t, r * 0.4),
        (r - t, r * 0.4),
        (r - t, -2),
        (r - t, -r),
        (t - r, -r),
        (-r, 0),
    ]
    p = _turned(x, y, rng.uniform(0, 2 * math.pi), points)
    return f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[6]}C{p[7]} {p[8]} {p[9]}C{p[10]} {p[11]} {p[12]}Z"


def pearl(rng: Random, x: float, y: float) -> str:
    """Return a rolled leaf with its little stalk, as Tieguanyin has."""
    r = rng.uniform(10, 15)
    points = [
        (-r, 0),
        (-r, -r * 1.3),
        (r * 0.9, -r * 1.2),
        (r, -1),
        (r * 1.5, r * 0.4),
        (r * 0.9, r * 0.5),
        (r * 0.3, r * 1.2),
        (-r, r * 1.1),
        (-r, 0),
    ]
    p = _turned(x, y, rng.uniform(0, 2 * math.pi), points)
    return f"M{p[0]}C{p[1]} {p[2]} {p[3]}Q{p[4]} {p[5]}C{p[6]} {p[7]} {p[8]}Z"


def heap(c: Canvas, seed: int, leaf: LeafShape, shades: Sequence[str], width: float, height: float, count: int) -> None:
    """Pile leaves on (0, 0): `width` from side to side, dark ones deep, light ones on top."""
    rng = Random(seed)
    c.path(
        f"M{-width * 0.47} 2Q{-width * 0.2} {-height * 1.5} 0 {-height * 1.02}Q{width * 0.24} {-height * 1.3} {width * 0.47} 2Q0 {height * 0.5} {-width * 0.47} 2Z",
        shades[0],
    )
    for layer, shade in enumerate(shades):
        d = ""
        for _ in range(count // len(shades)):
            x = max(-0.46, min(0.46, rng.gauss(0, 0.22))) * width
            y = -height * (1 - (2 * x / width) ** 2) * rng.uniform(layer * 0.06, 1) + height * 0.1
            d += leaf(rng, x, y)
        c.path(d, shade)


def scatter(
    c: Canvas, seed: int, leaf: LeafShape, shades: Sequence[str], width: float, depth: float, count: int
) -> None:
    """Strew single leaves over the table round (0, 0)."""
    rng = Random(seed)
    for shade in shades:
        c.path(
            "".join(leaf(rng, rng.uniform(-0.5, 0.5) * width, rng.uniform(-0.5, 0.5) * depth) for _ in range(count)),
            shade,
        )


def green_leaf(c: Canvas, length: float, width: float, turn: float, light: str, dark: str) -> None:
    """Paint a fresh leaf from its stalk at (0, 0) upwards, turned clockwise by degrees."""
    with c.at(0, 0, turn=turn):
        c.path(f"M0 0C{-width} {-length * 0.25} {-width * 0.9} {-length * 0.7} 0 {-length}Z", light)
        c.path(f"M0 0C{width} {-length * 0.25} {width * 0.9} {-length * 0.7} 0 {-length}Z", dark)
        veins = "".join(
            f"M0 {-length * at}l{side * width * 0.42} {-length * 0.12}" for at in (0.25, 0.42, 0.58) for side in (-1, 1)
        )
        c.path(f"M0 4V{-length * 0.92}{veins}", stroke="#ffffff66", width=2)


def shoot(c: Canvas, size: float = 1) -> None:
    """Paint one bud with two leaves, the picking standard, growing up from (0, 0)."""
    with c.at(0, 0, size):
        c.path("M0 0Q-4 -50 2 -96", stroke="#6f9440", width=7)
        with c.at(-1, -46):
            green_leaf(c, 118, 30, -58, "#9cc267", "#6f9f45")
        with c.at(1, -70):
            green_leaf(c, 128, 30, 46, "#7fb052", "#4f8a3d")
        with c.at(2, -92):
            green_leaf(c, 104, 14, -6, "#d3e59c", "#a9cd6c")


def flower(x: float, y: float, r: float, petals: int) -> str:
    """Return a small open blossom as path data."""
    d = ""
    for i in range(petals):
        a = 2 * math.pi * i / petals - 0.4
        p = _turned(
            x,
            y,
            a,
            [(0, 0), (r * 0.7, -r * 0.75), (r * 1.5, -r * 0.4), (r * 1.15, 0), (r * 1.5, r * 0.4), (r * 0.7, r * 0.75)],
        )
        d += f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[0]}Z"
    return d


def osmanthus(c: Canvas, seed: int = 3) -> None:
    """Paint a twig of osmanthus in bloom, hanging from (0, 0) to the lower left."""
    rng = Random(seed)
    c.path("M0 0C-70 20 -140 60 -220 74", stroke="#7a5a34", width=8)
    for x, y, turn, length in (
        (-40, 10, -150, 110),
        (-90, 32, -20, 120),
        (-130, 50, -165, 112),
        (-180, 66, -50, 104),
        (-218, 74, -108, 120),
    ):
        with c.at(x, y):
            green_leaf(c, length, 26, turn, "#4fa08c", "#0f766e")
    for shade in ("#e39b2d", "#f5bb45", "#ffd877"):
        blooms = ""
        for x, y in ((-60, 26), (-108, 44), (-160, 62)):
            for _ in range(4):
                blooms += flower(x + rng.uniform(-26, 26), y + rng.uniform(-18, 30), rng.uniform(7, 10), 4)
        c.path(blooms, shade)


def plum(c: Canvas, seed: int = 5) -> None:
    """Paint a plum branch in blossom, reaching from (0, 0) to the upper left."""
    rng = Random(seed)
    c.path(
        "M0 0C-60 -40 -90 -40 -150 -96M-86 -48C-110 -90 -96 -120 -120 -160M-40 -26C-80 -10 -110 -14 -150 -6",
        stroke="#4b2f28",
        width=9,
    )
    blossoms = ((-150, -98), (-120, -160), (-96, -66), (-150, -8), (-60, -40), (-104, -120), (-92, -14))
    c.path("".join(flower(x, y, rng.uniform(15, 20), 5) for x, y in blossoms), "#d9586a")
    c.path("".join(flower(x, y, rng.uniform(8, 11), 5) for x, y in blossoms), "#f3a3a4")
    for x, y in blossoms:
        c.circle(x, y, 4.5, "#ffe08a")


def pine(c: Canvas) -> None:
    """Paint a pine twig, reaching from (0, 0) to the upper left."""
    c.path("M0 0C-60 -20 -120 -50 -190 -60M-80 -28C-100 -60 -110 -80 -140 -110", stroke="#5b3a29", width=9)
    for x, y in ((-190, -60), (-140, -110), (-110, -46), (-50, -18)):
        fan = "".join(f"M{x} {y}l{96 * math.sin(a)} {-96 * math.cos(a)}" for a in (i * 0.24 - 1.8 for i in range(13)))
        c.path(fan, stroke="#1d6b58", width=4)
        c.path(fan.replace(f"M{x} {y}", f"M{x + 4} {y - 3}"), stroke="#4fa08c", width=1.6)
        c.circle(x, y, 6, "#7a5a34")
