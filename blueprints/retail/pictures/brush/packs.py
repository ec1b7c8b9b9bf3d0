"""How the shop packs its tea: tins, standing pouches, gift boxes. Every piece stands on (0, 0)."""

from .canvas import Canvas, Tone
from .palette import CREAM, DEEP, GOLD, PAPER, SEAL
from .scenery import TEA, emblem, glyph, seal


def tin(
    c: Canvas, tone: Tone, width: float = 230, height: float = 330, *, paper: str = PAPER, ink: str = "#0f766e"
) -> None:
    """A round tin with a slip lid and a paper label."""
    r, e, lid = width / 2, width * 0.09, height * 0.2
    c.shadow(width * 0.06, 2, r * 1.32, e * 1.5)
    body = f"M{-r} {-height}V{-e}A{r} {e} 0 0 0 {r} {-e}V{-height}Z"
    c.path(body, c.round_body(tone))
    top, half = -height + lid + height * 0.1, width * 0.3
    label = f"M{-half} {top}Q0 {top + e * 0.8} {half} {top}V{-height * 0.12}Q0 {e * 0.8 - height * 0.12} {-half} {-height * 0.12}Z"
    c.path(label, c.across(paper, "#fffdf6", (0.8, paper), "#e6dcc2"))
    with c.at(0, top + height * 0.2):
        emblem(c, width * 0.4, ink, GOLD)
    glyph(c, TEA, 0, top + height * 0.39, width * 0.2, ink, 7)
    c.rect(-width * 0.045, -height * 0.17, width * 0.09, width * 0.09, SEAL, r=2)
    c.path(
        f"M{-r} {e - height + lid - 12}A{r} {e} 0 0 0 {r} {e - height + lid - 12}v10A{r} {e} 0 0 1 {-r} {e - height + lid - 2}Z",
        c.round_body(Tone("#7d5a1c", GOLD, "#fbe7b0")),
    )
    c.path(
        f"M{-r - 4} {-height}V{lid - height}A{r + 4} {e} 0 0 0 {r + 4} {lid - height}V{-height}Z", c.round_body(tone)
    )
    c.ellipse(0, -height, r + 4, e, c.slant(tone.light, tone.base))
    c.ellipse(0, -height, r * 0.84, e * 0.8, stroke="#ffffff", width=2, opacity=0.35)


def pouch(c: Canvas, tone: Tone, ink: str = "#0f766e", width: float = 270, height: float = 370) -> None:
    """A standing paper pouch with a folded top and a label."""
    w = width / 2
    c.shadow(12, 0, w * 1.25, 24)
    c.path(
        f"M{-w * 0.94} {-height}H{w * 0.94}L{w} {-height * 0.5}Q{w * 1.1} {-height * 0.12} {w * 0.98} -6Q0 16 {-w * 0.98} -6Q{-w * 1.1} {-height * 0.12} {-w} {-height * 0.5}Z",
        c.across(tone.base, (0.2, tone.light), (0.7, tone.base), tone.dark),
    )
    c.path(
        f"M{w * 0.62} {-height * 0.8}Q{w * 0.74} {-height * 0.4} {w * 0.6} -8L{w * 0.98} -6Q{w * 1.1} {-height * 0.12} {w} {-height * 0.5}L{w * 0.95} {-height * 0.86}Z",
        tone.dark,
        opacity=0.3,
    )
    c.path(f"M{-w * 0.94} {-height}H{w * 0.94}L{w * 0.95} {-height * 0.86}H{-w * 0.95}Z", c.down(tone.light, tone.base))
    c.path(f"M{-w * 0.95} {-height * 0.86}H{w * 0.95}", stroke=tone.dark, width=3, opacity=0.7)
    c.path(
        "".join(f"M{-w * 0.86 + i * w * 0.1} {-height * 0.97}v{height * 0.07}" for i in range(18)),
        stroke=tone.dark,
        width=1.5,
        opacity=0.45,
    )
    c.rect(-w * 0.52, -height * 0.74, w * 1.04, height * 0.56, c.down("#fffdf4", "#f5ecd6"), r=6)
    with c.at(0, -height * 0.57):
        emblem(c, w * 0.8, ink, GOLD)
    glyph(c, TEA, 0, -height * 0.36, w * 0.4, ink, 7)
    c.rect(-w * 0.06, -height * 0.26, w * 0.12, w * 0.12, SEAL, r=2)


def gift_lid(c: Canvas, width: float, height: float) -> None:
    """The lid of the gift box, leaning upright behind it, with hills and a gold moon in foil."""
    w = width / 2
    c.rect(8 - w, -height, width, height, "#021f1e", r=10)
    c.rect(-w, -height - 6, width, height, c.slant("#12756b", DEEP.base, "#083b38"), r=10)
    frame = f"M{20 - w} {14 - height}H{w - 20}V-26H{20 - w}Z"
    c.circle(w * 0.3, -height * 0.62, height * 0.21, c.down("#ffedb8", "#d8a648"))
    with c.clip(frame):
        for lift, shade in ((0.56, "#1d8a7b"), (0.4, "#0d6159"), (0.25, "#07423e")):
            y = -height * lift
            c.path(
                f"M{-w} 0V{y + 20}Q{-w * 0.7} {y - 60} {-w * 0.42} {y}Q{-w * 0.16} {y - 86} {w * 0.14} {y + 8}Q{w * 0.44} {y - 44} {w * 0.66} {y + 10}Q{w * 0.84} {y - 26} {w} {y}V0Z",
                c.down((0, shade), (1, DEEP.dark)),
            )
            c.path(
                f"M{-w} {y + 20}Q{-w * 0.7} {y - 60} {-w * 0.42} {y}Q{-w * 0.16} {y - 86} {w * 0.14} {y + 8}Q{w * 0.44} {y - 44} {w * 0.66} {y + 10}Q{w * 0.84} {y - 26} {w} {y}",
                stroke=GOLD,
                width=2.5,
                opacity=0.75,
            )
    c.path(frame, stroke=GOLD, width=3)
    seal(c, -w * 0.68, -height * 0.7, 40)


def gift_tray(c: Canvas, tones: tuple[Tone, ...], width: float) -> None:
    """The open gift box: tins lying in one row, seen from slightly above."""
    w = width / 2
    c.shadow(0, 6, w * 1.16, 34)
    c.path(f"M{-w} -120H{w}V-8Q{w} 0 {w - 10} 0H{10 - w}Q{-w} 0 {-w} -8Z", c.down("#12756b", DEEP.base, DEEP.dark))
    c.path(f"M{-w} -120L{46 - w} -206H{w - 46}L{w} -120Z", c.down("#e8d6a8", CREAM.base))
    c.path(f"M{-w} -120L{46 - w} -206H{w - 46}L{w} -120Z", stroke=DEEP.base, width=10)
    step = (width - 120) / len(tones)
    for i, tone in enumerate(tones):
        x = -w + 60 + step * (i + 0.5)
        r = step * 0.42
        c.ellipse(x + 4, -150, r, 26, "#7d6434", opacity=0.5)
        c.path(f"M{x - r} -178V-152A{r} 24 0 0 0 {x + r} -152V-178Z", c.round_body(tone))
        c.ellipse(x, -178, r, 24, c.slant(tone.light, tone.base))
        c.ellipse(x, -178, r * 0.78, 18, stroke="#ffffff", width=2, opacity=0.4)
        with c.at(x, -176):
            emblem(c, r * 0.8, PAPER, GOLD)
    c.path(f"M{-w} -64H{w}", stroke=GOLD, width=3, opacity=0.8)
    c.circle(0, -64, 26, GOLD)
    c.circle(0, -64, 21, DEEP.base)
    with c.at(0, -60):
        emblem(c, 28, PAPER, GOLD)
