"""What tea is brewed and drunk from. Every piece stands on (0, 0) and is drawn at the size it has in a picture."""

from .canvas import Canvas, Tone
from .palette import BAMBOO, GOLD, INK, SEAL
from .scenery import emblem


def bowl_path(top: float, foot: float, height: float, belly: float = 0.55) -> str:
    """Return the outline of a bowl: half width at the rim and at the foot, and how full its belly is."""
    return (
        f"M{-top} {-height}C{-top * 0.98} {-height * (1 - belly)} {-foot * 1.7} {-height * 0.12} {-foot} {-height * 0.08}"
        f"V0H{foot}V{-height * 0.08}C{foot * 1.7} {-height * 0.12} {top * 0.98} {-height * (1 - belly)} {top} {-height}"
    )


def cup(c: Canvas, tone: Tone, tea: str, size: float = 1, belly: float = 0.7) -> None:
    """A drinking cup, 150 wide and 104 high, filled with tea."""
    with c.at(0, 0, size):
        c.shadow(10, 2, 96, 18)
        c.path(bowl_path(75, 34, 104, belly) + "Z", c.round_body(tone))
        c.ellipse(0, -104, 75, 19, tone.light)
        c.ellipse(0, -104, 75, 19, c.across(tone.base + "cc", tone.light + "00", tone.base))
        c.ellipse(0, -101, 64, 14, tea)
        c.path("M-52 -105Q-30 -113 2 -112", stroke="#ffffff", width=4, opacity=0.6)


def saucer(c: Canvas, tone: Tone, rx: float = 170, ry: float = 36) -> None:
    """A flat dish seen from slightly above."""
    c.shadow(8, 4, rx * 1.16, ry * 1.2)
    c.ellipse(0, -4, rx, ry, c.down(tone.base, tone.dark))
    c.ellipse(0, -12, rx, ry, c.across(tone.base, tone.light, tone.base))
    c.ellipse(0, -11, rx * 0.72, ry * 0.66, c.down(tone.dark + "88", tone.light))


def gaiwan(c: Canvas, tone: Tone, ink: str = "", lid: bool = True) -> None:
    """A lidded bowl on its saucer, 340 wide and 300 high; `ink` paints hills on it."""
    saucer(c, tone)
    with c.at(0, -14):
        c.ellipse(4, -1, 84, 15, INK, opacity=0.16)
        outline = bowl_path(150, 58, 172, 0.62)
        c.path(outline + "Z", c.round_body(tone))
        if ink:
            with c.clip(outline + "Z"):
                c.path(
                    "M-160 -40Q-110 -128 -70 -70Q-30 -150 20 -66Q60 -118 96 -60Q130 -96 160 -50V0H-160Z",
                    c.down((0, ink), (0.8, ink + "10")),
                    opacity=0.8,
                )
        c.ellipse(0, -172, 150, 34, c.across(tone.base, tone.light, tone.base))
        c.ellipse(0, -168, 140, 29, c.down(tone.dark, tone.base))
        if not lid:
            c.ellipse(0, -163, 130, 24, c.down("#c9b04a", "#e6d486"))
            return
        c.path(
            "M-132 -170C-124 -226 -70 -258 0 -258C70 -258 124 -226 132 -170Q132 -146 0 -144Q-132 -146 -132 -170Z",
            c.round_body(tone),
        )
        c.path("M-132 -170Q-130 -147 0 -145Q130 -147 132 -170", stroke="#ffffff", width=4, opacity=0.7)
        c.path("M-30 -256Q-36 -276 -44 -284Q0 -296 44 -284Q36 -276 30 -256Q0 -248 -30 -256Z", c.round_body(tone))
        c.ellipse(0, -286, 44, 10, c.across(tone.base, tone.light, tone.base))
        c.path("M-96 -200Q-76 -234 -36 -242", stroke="#ffffff", width=9, opacity=0.75)


def teapot(c: Canvas, tone: Tone) -> None:
    """A round Xishi pot with a short spout on the right, 420 wide and 290 high."""
    c.shadow(6, 2, 214, 34)
    c.path("M-120 -176C-220 -214 -236 -70 -112 -66", stroke=tone.dark, width=34)
    c.path("M-120 -176C-220 -214 -236 -70 -112 -66", stroke=tone.base, width=24)
    c.path("M-126 -184C-200 -204 -214 -120 -170 -88", stroke=tone.light, width=6, opacity=0.7)
    c.path(
        "M96 -64C150 -84 158 -140 196 -188Q212 -194 218 -180C196 -120 196 -60 104 -26Z",
        c.slant(tone.light, tone.base, tone.dark),
    )
    c.ellipse(207, -184, 14, 7, tone.dark)
    body = "M-76 0C-190 -30 -170 -226 -40 -232H40C170 -226 190 -30 76 0Q0 10 -76 0Z"
    c.path(body, c.glow((0, tone.light), (0.5, tone.base), (1, tone.dark), x=0.34, y=0.3, r=0.78))
    c.path("M-88 -206Q0 -184 88 -206", stroke=tone.dark, width=4, opacity=0.55)
    c.path(
        "M-88 -207Q-60 -236 0 -238Q60 -236 88 -207Q0 -186 -88 -207Z",
        c.across(tone.base, tone.light, tone.base, tone.dark),
    )
    c.circle(0, -254, 25, c.glow((0, tone.light), (0.6, tone.base), (1, tone.dark), x=0.36, y=0.3, r=0.75))
    c.path("M-112 -150Q-100 -188 -70 -202", stroke="#ffffff", width=10, opacity=0.3)


def tea_bowl(c: Canvas, tone: Tone, froth: Tone) -> None:
    """A hare's-fur bowl with whisked tea in it, 340 wide and 170 high."""
    c.shadow(6, 2, 170, 30)
    outline = bowl_path(170, 56, 168, 0.4)
    c.path(outline + "Z", c.round_body(tone))
    fur = "".join(f"M{x} -160L{x * 0.62} {-70 + abs(x) * 0.2}" for x in range(-150, 151, 15))
    with c.clip(outline + "Z"):
        c.path(fur, stroke=GOLD, width=3, opacity=0.55)
    c.ellipse(0, -168, 170, 46, c.across("#b98a3a", "#f0cf86", "#7a5424"))
    c.ellipse(0, -166, 160, 40, tone.dark)
    c.ellipse(0, -158, 142, 31, c.glow((0, froth.light), (0.7, froth.base), (1, froth.dark)))
    bubbles = "".join(
        f"M{x} {y}a{r} {r * 0.5} 0 1 0 {2 * r} 0a{r} {r * 0.5} 0 1 0 {-2 * r} 0Z"
        for x, y, r in ((-70, -160, 12), (-30, -144, 8), (24, -170, 10), (58, -152, 14), (-4, -158, 7))
    )
    c.path(bubbles, "#ffffff", opacity=0.45)


def whisk(c: Canvas, tone: Tone = BAMBOO) -> None:
    """A bamboo whisk standing on its handle's end, 170 wide and 330 high, tines up."""
    c.shadow(4, 2, 76, 14)
    c.path("M-44 0L-38 -170H38L44 0Q0 12 -44 0Z", c.round_body(tone))
    c.path("M-42 -70Q0 -60 42 -70", stroke=tone.dark, width=4)
    outer = "".join(f"M{x * 0.42} -166C{x * 0.7} -230 {x * 1.04} -280 {x * 0.84} -330" for x in range(-84, 85, 8))
    c.path(outer, stroke=tone.dark, width=4.5)
    c.path(outer, stroke=tone.light, width=2.4)
    inner = "".join(f"M{x * 0.5} -166C{x * 0.9} -220 {x} -260 {x * 0.4} -312" for x in range(-44, 45, 11))
    c.path(inner, stroke=tone.base, width=3)
    c.path("M-42 -188Q0 -176 42 -188L40 -160Q0 -150 -40 -160Z", SEAL)
    c.path("M-42 -178Q0 -167 41 -178", stroke="#ffffff", width=2, opacity=0.5)


def pitcher(c: Canvas, tea: Tone, level: float = 0.62) -> None:
    """A glass fairness pitcher with tea in it, 300 wide and 290 high."""
    c.shadow(8, 2, 150, 26, strength=0.24)
    c.path("M104 -220C196 -236 196 -70 100 -74", stroke="#ffffff", width=22, opacity=0.6)
    c.path("M104 -220C196 -236 196 -70 100 -74", stroke="#8fb9ab", width=4, opacity=0.8)
    glass = "M-150 -278Q-104 -262 -106 -214L-122 -50Q-122 0 -84 0H84Q122 0 122 -50L104 -270Z"
    c.path(glass, c.across("#ffffffcc", "#e7f2ee66", "#ffffff99"))
    top = -270 * level
    with c.clip(glass):
        c.rect(-160, top, 320, 300, c.down(tea.light + "e6", tea.base + "f2"))
        c.ellipse(0, top, 118, 17, tea.light)
        c.ellipse(0, top, 118, 17, "#ffffff", opacity=0.35)
    c.path(glass, stroke="#8fb9ab", width=4, opacity=0.85)
    c.path("M-150 -278Q-20 -246 104 -270", stroke="#ffffff", width=6)
    c.path("M-84 -200L-98 -60", stroke="#ffffff", width=10, opacity=0.75)


def tumbler(c: Canvas, tea: Tone) -> None:
    """A tall glass, 210 wide and 380 high, with light tea; leaves are painted into it afterwards."""
    c.shadow(8, 2, 124, 24, strength=0.24)
    glass = "M-112 -380L-92 -22Q-90 0 -66 0H66Q90 0 92 -22L112 -380Z"
    c.path(glass, c.across("#ffffffd0", "#f4faf766", "#ffffffa0"))
    with c.clip(glass):
        c.rect(-120, -316, 240, 300, c.down(tea.light + "cc", tea.base + "e0"))
        c.ellipse(0, -316, 108, 18, tea.light)
        c.ellipse(0, -316, 108, 18, "#ffffff", opacity=0.4)
    c.path(glass, stroke="#9cc3b6", width=4)
    c.ellipse(0, -380, 112, 18, "#ffffff", stroke="#9cc3b6", width=3, opacity=0.8)
    c.path("M-88 -340L-74 -60", stroke="#ffffff", width=11, opacity=0.8)


def scoop(c: Canvas, tone: Tone = BAMBOO) -> None:
    """A split-bamboo tea scoop lying on its back, 420 wide."""
    c.shadow(0, 10, 240, 30, strength=0.26)
    c.path(
        "M-210 -34C-120 -6 120 -6 196 -26Q222 -10 196 8C120 36 -120 36 -210 -2Q-222 -20 -210 -34Z",
        c.down(tone.light, tone.base, tone.dark),
    )
    c.path("M-202 -28C-120 2 110 4 190 -18Q120 18 0 18Q-130 18 -202 -28Z", tone.dark, opacity=0.55)


def tray(c: Canvas, tone: Tone, width: float, depth: float = 54) -> None:
    """A long tea tray seen from slightly above, its upper side centred on (0, 0)."""
    w, d = width / 2, depth / 2
    c.shadow(0, d + 26, w * 1.12, d + 12)
    c.path(
        f"M{-w} {d}V{d + 26}Q{-w} {d + 36} {10 - w} {d + 36}H{w - 10}Q{w} {d + 36} {w} {d + 26}V{d}Z",
        c.down(tone.base, tone.dark),
    )
    c.path(f"M{24 - w} {-d}H{w - 24}L{w} {d}H{-w}Z", c.across(tone.base, tone.light, tone.base))
    c.path(f"M{44 - w} {-d * 0.66}H{w - 44}L{w - 30} {d * 0.66}H{30 - w}Z", c.down(tone.dark + "90", tone.base + "40"))


def tea_cake(c: Canvas, r: float, tone: Tone) -> None:
    """A pressed cake of tea standing on its edge."""
    c.shadow(14, 0, r * 0.9, 22)
    with c.at(0, -r):
        c.circle(9, 3, r, tone.dark)
        c.circle(0, 0, r, c.glow((0, tone.light), (0.55, tone.base), (1, tone.dark), x=0.36, y=0.32, r=0.8))


def wrapper(c: Canvas, r: float) -> None:
    """A cake of tea in its printed paper, standing on its edge."""
    c.shadow(14, 0, r * 0.9, 22)
    with c.at(0, -r):
        c.circle(9, 3, r, "#bfa878")
        c.circle(0, 0, r, c.glow((0, "#fffdf3"), (0.7, "#f4ead0"), (1, "#d9c79c"), x=0.4, y=0.35, r=0.75))
        for turn in range(0, 360, 30):
            with c.at(0, 0, turn=turn):
                c.path(f"M0 {-r * 0.98}Q{r * 0.05} {-r * 0.9} {r * 0.02} {-r * 0.8}", stroke="#c9b68a", width=3)
        c.circle(0, 0, r * 0.74, stroke="#0f766e", width=5)
        c.circle(0, 0, r * 0.68, stroke="#0f766e", width=2)
        with c.at(0, r * 0.02):
            emblem(c, r * 0.94, "#0f766e", GOLD)
