"""What lies behind and around the goods: sky, moon window, hills in mist, table, steam, the shop's seal."""

import math
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from .canvas import Canvas
from .palette import SEAL


class Mood(NamedTuple):
    """The light of a picture, from the sky down to the table."""

    sky: tuple[str, str]
    moon: tuple[str, str]
    hills: tuple[str, str, str]
    table: tuple[str, str]


SPRING = Mood(("#eef5ea", "#dcebdf"), ("#fffef4", "#d6eadb"), ("#a9cfbf", "#6fae9b", "#2f8577"), ("#cfe2d3", "#a9cbb8"))
MIST = Mood(("#f1f6f4", "#dfeae6"), ("#ffffff", "#d3e5e0"), ("#bcd6cf", "#8fbbb1", "#5a988d"), ("#d7e5df", "#b3ccc4"))
AUTUMN = Mood(("#fbf3df", "#f4e2bd"), ("#fffbe8", "#f3d693"), ("#e3c68d", "#b9a468", "#6f8a5e"), ("#ecd6aa", "#d2b27c"))
ROSY = Mood(("#fbeee6", "#f3d6c6"), ("#fff8ee", "#f1c3aa"), ("#e2ae98", "#b9827a", "#7c6f70"), ("#ecc9b5", "#cf9d86"))
EARTH = Mood(("#f5ecdd", "#e7d5b8"), ("#fff9ea", "#e6cb9f"), ("#cdb08a", "#9c8b6d", "#64766a"), ("#dac09a", "#b39168"))
NIGHT = Mood(("#093834", "#0f5e57"), ("#fff3c4", "#e3b65a"), ("#c69a4c", "#3d7d6c", "#0d5851"), ("#0b4541", "#062c2a"))
DUSK = Mood(("#3d2a24", "#6b4330"), ("#ffe3b0", "#d78f4c"), ("#b5713f", "#7b4a35", "#4b2e27"), ("#4a2f26", "#2a1915"))


def ridge(width: float, foot: float, tops: Sequence[tuple[float, float]]) -> str:
    """Return a smooth skyline through peaks and saddles (x as a share of the width, height above the foot)."""
    points = [(share * width, foot - height) for share, height in tops]
    d = f"M{points[0][0]} {foot}L{points[0][0]} {points[0][1]}"
    for i in range(1, len(points) - 1):
        (x, y), (after_x, after_y) = points[i], points[i + 1]
        d += f"Q{x} {y} {(x + after_x) / 2} {(y + after_y) / 2}"
    return d + f"L{points[-1][0]} {points[-1][1]}V{foot}Z"


def hills(c: Canvas, seed: int, width: float, foot: float, height: float, colour: str) -> None:
    """Paint one range of hills that fades into mist towards its foot."""
    rng = Random(seed)
    count = max(5, round(width / 75))
    tops = [
        (i / count, height * (rng.uniform(0.72, 1.05) if i % 2 else rng.uniform(0.28, 0.55))) for i in range(count + 1)
    ]
    c.path(ridge(width, foot, tops), c.down((0, colour), (0.45, colour + "cc"), (1, colour + "10")))


def window(c: Canvas, mood: Mood, x: float, y: float, r: float, seed: int) -> None:
    """Paint the moon as a round window on hills."""
    c.circle(x, y, r * 1.32, c.glow((0.6, mood.moon[0] + "99"), (1, mood.moon[0] + "00")))
    c.circle(x, y, r, c.down(mood.moon[0], mood.moon[1]))
    with c.clip(f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z"), c.at(x - r, y):
        hills(c, seed, 2 * r, r * 0.85, r * 0.95, mood.hills[0])
        hills(c, seed + 1, 2 * r, r, r * 0.8, mood.hills[1])
        hills(c, seed + 2, 2 * r, r * 1.05, r * 0.55, mood.hills[2])


def stage(c: Canvas, mood: Mood, *, moon: tuple[float, float, float], seed: int = 1, edge: float = 590) -> None:
    """Paint sky, moon window and table of a square picture."""
    c.rect(0, 0, c.width, c.height, c.down(*mood.sky))
    window(c, mood, *moon, seed)
    c.path(f"M0 {edge}H{c.width}V{c.height}H0Z", c.down(*mood.table))
    c.path(f"M0 {edge}H{c.width}V{edge + 5}H0Z", "#ffffff", opacity=0.28)


def steam(c: Canvas, height: float, spread: float = 26, colour: str = "#ffffff") -> None:
    """Let steam rise from (0, 0)."""
    for offset, share in ((-spread, 0.75), (0, 1), (spread, 0.62)):
        h = height * share
        d = f"M{offset} 0C{offset - 34} {-h * 0.3} {offset + 36} {-h * 0.55} {offset} {-h}"
        # a stroke cannot take the gradient of an upright line's empty box, so the plume is a thin filled shape
        d += f"C{offset + 50} {-h * 0.55} {offset - 16} {-h * 0.3} {offset} 0Z"
        c.path(d, c.down((0, colour + "00"), (0.5, colour + "b0"), (1, colour + "40")))


MOUNTAIN = "M50 14V84M16 42V84H84V42"
MOON = "M32 12H74V80Q74 90 62 86M32 12V52Q31 76 16 90M33 36H73M33 59H73"
TEA = "M12 22H88M36 10V34M64 10V34M50 32Q36 52 10 62M50 32Q64 52 90 62M30 64H70M50 52V92M38 74L26 88M62 74L74 88"


def glyph(c: Canvas, strokes: str, x: float, y: float, size: float, colour: str, width: float = 8) -> None:
    """Write one character, given as strokes in a box of 100, centred on (x, y)."""
    with c.at(x - size / 2, y - size / 2, size / 100):
        c.path(strokes, stroke=colour, width=width)


def seal(c: Canvas, x: float, y: float, size: float, colour: str = SEAL) -> None:
    """Press the shop's seal, the two characters of its name, centred on (x, y)."""
    c.rect(x - size / 2, y - size, size, size * 2, colour, r=size * 0.16)
    glyph(c, MOUNTAIN, x, y - size * 0.47, size * 0.72, "#fff6e6", 9)
    glyph(c, MOON, x, y + size * 0.46, size * 0.72, "#fff6e6", 9)


def emblem(c: Canvas, width: float, ink: str, moon: str) -> None:
    """Paint the shop's mark round (0, 0): a moon between two hills."""
    w = width / 2
    c.circle(w * 0.16, -w * 0.42, w * 0.46, moon)
    c.path(
        f"M{-w} {w * 0.5}Q{-w * 0.62} {w * 0.1} {-w * 0.4} {-w * 0.34}Q{-w * 0.12} {w * 0.16} {w * 0.24} {w * 0.5}Z",
        ink,
    )
    c.path(
        f"M{-w * 0.2} {w * 0.5}Q{w * 0.2} {w * 0.2} {w * 0.46} {-w * 0.06}Q{w * 0.7} {w * 0.26} {w} {w * 0.5}Z",
        ink,
        opacity=0.72,
    )


def stars(c: Canvas, seed: int, width: float, height: float, count: int, colour: str = "#ffe9b0") -> None:
    """Scatter small lights over a night sky."""
    rng = Random(seed)
    dots = ""
    for _ in range(count):
        r = rng.uniform(1.2, 3)
        dots += f"M{rng.uniform(0, width) - r} {math.sqrt(rng.random()) * height}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z"
    c.path(dots, colour, opacity=0.65)
