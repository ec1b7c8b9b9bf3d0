"""Draw the pictures of the school: `python draw.py` writes them, `--check` fails when one on disk differs.

Flat shapes on a wide ground, no fonts and no links: a picture weighs a few kilobytes and looks the same everywhere.
"""

import math
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
COVER = (800, 600)
BANNER = (1500, 700)


def rect(x: float, y: float, width: float, height: float, fill: str, *, round_: float = 0, more: str = "") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_:g}" fill="{fill}"{more}/>'


def circle(x: float, y: float, radius: float, fill: str, *, more: str = "") -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"{more}/>'


def path(line: str, fill: str = "none", *, stroke: str = "", width: float = 0) -> str:
    pen = (
        f' stroke="{stroke}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
    )
    return f'<path d="{line}" fill="{fill}"{pen}/>'


def moved(x: float, y: float, *shapes: str, scale: float = 1, turn: float = 0) -> str:
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g}) rotate({turn:g})">{"".join(shapes)}</g>'


def ground(size: tuple[int, int], above: str, below: str) -> str:
    """Light from above, and a bench below."""
    width, height = size
    stops = f'<stop offset="0" stop-color="{above}"/><stop offset="1" stop-color="{below}"/>'
    shade = f'<defs><linearGradient id="g" x2="0" y2="1">{stops}</linearGradient></defs>'
    bench = rect(0, height * 0.82, width, height * 0.18, "#000", more=' opacity="0.14"')
    return shade + rect(0, 0, width, height, "url(#g)") + bench


def bolt(colour: str) -> str:
    return path("M20-90L-50 20H-8L-26 96L52-24H8Z", colour)


def bulb(lit: str) -> str:
    """With its socket, around (0, 0)."""
    rays = "".join(
        path(
            f"M{150 * math.cos(angle):.1f} {150 * math.sin(angle):.1f}"
            f"L{190 * math.cos(angle):.1f} {190 * math.sin(angle):.1f}",
            stroke=lit,
            width=12,
        )
        for angle in (math.radians(180 + 30 * step) for step in range(7))
    )
    glass = path("M-100 0A100 100 0 1 1 100 0C100 52 52 74 50 116H-50C-52 74-100 52-100 0Z", lit)
    wire = path("M-34 8L-14 44L14 44L34 8M-14 44V112M14 44V112", stroke="#fff", width=8)
    socket = rect(-48, 120, 96, 22, "#cbd5e1", round_=8) + rect(-40, 146, 80, 22, "#94a3b8", round_=8)
    return rays + glass + wire + socket


def meter() -> str:
    """A multimeter with its two leads."""
    leads = path("M-40 170C-60 260-190 220-200 120", stroke="#ef4444", width=10)
    leads += path("M40 170C60 270 200 240 210 130", stroke="#1e293b", width=10)
    face = rect(-110, -170, 220, 350, "#f59e0b", round_=28) + rect(-84, -144, 168, 104, "#ecfdf5", round_=14)
    digits = path("M-50-112V-72M-22-112H4V-92H-22V-72H4M34-112H60V-72H34ZM34-92H60", stroke="#0f172a", width=9)
    knob = circle(0, 50, 62, "#1e293b") + path("M0 50L-30 12", stroke="#f8fafc", width=12)
    return leads + face + digits + knob + circle(-40, 150, 15, "#b91c1c") + circle(40, 150, 15, "#0f172a")


def mask() -> str:
    """A welder's, seen from the front."""
    shell = path("M-150-150C-150-230 150-230 150-150V60C150 150 70 210 0 230C-70 210-150 150-150 60Z", "#334155")
    edge = path("M-150-150C-150-230 150-230 150-150V-110H-150Z", "#475569")
    glass = rect(-104, -92, 208, 104, "#0f172a", round_=16) + rect(-86, -76, 172, 72, "#14532d", round_=10)
    return shell + edge + glass + path("M-70-62L-20-62M-70-40L-46-40", stroke="#4ade80", width=9)


def sparks() -> str:
    drops = [(0, -150), (60, -120), (110, -60), (-60, -110), (-110, -50), (130, 20), (-130, 30)]
    flying = "".join(path(f"M{x * 0.4:g} {y * 0.4:g}L{x:g} {y:g}", stroke="#fde047", width=9) for x, y in drops)
    return circle(0, 0, 70, "#fef9c3", more=' opacity="0.5"') + circle(0, 0, 34, "#fffbeb") + flying


def steamer(layers: int) -> str:
    """A bamboo steamer with buns on top."""
    boxes = "".join(
        rect(-190, -70 * layer, 380, 66, "#b45309", round_=12) + rect(-190, -70 * layer + 16, 380, 8, "#d97706")
        for layer in range(layers)
    )
    top = -70 * (layers - 1)
    buns = "".join(
        path(f"M{x - 58} {top}C{x - 58}-{80 - top} {x + 58}-{80 - top} {x + 58} {top}Z", "#fff7ed")
        + path(f"M{x} {top - 56}V{top - 34}M{x - 18} {top - 48}L{x - 8} {top - 32}M{x + 18} {top - 48}L{x + 8} {top - 32}",
               stroke="#fdba74", width=6)
        for x in (-112, 0, 112)
    )  # fmt: skip
    steam = "".join(
        path(
            f"M{x} {top - 110}C{x - 30} {top - 140} {x + 30} {top - 170} {x} {top - 205}", stroke="#ffffffb0", width=12
        )
        for x in (-90, 0, 90)
    )
    return boxes + buns + steam


def electrician() -> str:
    wires = path("M0 420C160 360 220 480 400 430S640 380 800 440", stroke="#fbbf24", width=10)
    wires += path("M0 450C160 390 220 510 400 460S640 410 800 470", stroke="#38bdf8", width=10)
    lamp = moved(250, 250, bulb("#fde047"), scale=0.9)
    return ground(COVER, "#1e3a8a", "#3b82f6") + wires + lamp + moved(560, 300, meter(), scale=0.95)


def welder() -> str:
    plate = rect(90, 440, 620, 40, "#94a3b8", round_=6) + path("M400 440L440 480", stroke="#fef08a", width=12)
    return ground(COVER, "#431407", "#c2410c") + plate + moved(270, 250, mask(), scale=0.95) + moved(560, 400, sparks())


def baker() -> str:
    return ground(COVER, "#fed7aa", "#fb923c") + moved(400, 440, steamer(3))


def banner_spring() -> str:
    """The school's open days: all three trades on one bench."""
    sun = circle(1180, 240, 210, "#fde68a", more=' opacity="0.55"')
    trades = moved(820, 330, meter(), scale=0.9) + moved(1120, 340, mask(), scale=0.9)
    trades += moved(1350, 560, steamer(2), scale=0.62) + moved(960, 470, sparks(), scale=0.6)
    return ground(BANNER, "#92400e", "#f59e0b") + sun + trades


def banner_group() -> str:
    """Learning together: lamps in a row on one wire."""
    wire = path("M560 120C800 200 1200 200 1500 110", stroke="#94a3b8", width=8)
    lamps = "".join(
        moved(x, y, bulb(colour), scale=0.62, turn=180) for x, y, colour in ((760, 268, "#fde047"), (1040, 284, "#fdba74"), (1310, 268, "#86efac"))
    )  # fmt: skip
    return ground(BANNER, "#0f172a", "#1d4ed8") + wire + lamps + moved(620, 540, bolt("#fbbf24"), scale=0.9)


PICTURES = {
    "electrician": (COVER, electrician),
    "welder": (COVER, welder),
    "baker": (COVER, baker),
    "banner-spring": (BANNER, banner_spring),
    "banner-group": (BANNER, banner_group),
}


def drawings() -> dict[str, str]:
    """Draw everything: file name -> SVG."""
    return {
        f"{name}.svg": (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}">{draw()}</svg>\n'
        )
        for name, ((width, height), draw) in PICTURES.items()
    }


def main(arguments: list[str]) -> int:
    """Write the pictures, or with `--check` name those that differ; the exit code says whether any does."""
    stale = 0
    for name, text in drawings().items():
        file = FOLDER / name
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8", newline="\n")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{name}: not as draw.py draws it\n")
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
