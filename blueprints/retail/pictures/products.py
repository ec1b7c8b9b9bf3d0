"""Each product of the shop, on a square stage."""

from brush import leaves, packs, scenery, vessels
from brush.canvas import Canvas, Tone
from brush.palette import (
    AMBER,
    BLACK,
    CELADON,
    CLAY,
    CREAM,
    DARK_TEA,
    GOLD,
    GREEN_TEA,
    JADE,
    KRAFT,
    OOLONG_TEA,
    PORCELAIN,
    RED_TEA,
    ROSE,
    SILVER,
    TEAL,
    WHITE_TEA,
    WOOD,
)


def dish(
    c: Canvas,
    x: float,
    y: float,
    seed: int,
    leaf: leaves.LeafShape,
    shades: tuple[str, ...],
    tone: Tone = PORCELAIN,
    count: int = 72,
) -> None:
    """A dish of dry leaves."""
    with c.at(x, y):
        vessels.saucer(c, tone, 190, 42)
        with c.at(0, -10):
            leaves.heap(c, seed, leaf, shades, 270, 66, count)


def longjing(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(470, 300, 235), seed=11)
    with c.at(290, 650):
        packs.tin(c, TEAL, 240, 380)
    with c.at(690, 640, 1.1, turn=8):
        leaves.shoot(c, 1.5)
    with c.at(520, 705):
        vessels.scoop(c)
        leaves.heap(c, 4, leaves.spear, GREEN_TEA, 330, 50, 72)


def osmanthus_longjing(c: Canvas) -> None:
    scenery.stage(c, scenery.AUTUMN, moon=(330, 300, 230), seed=21)
    with c.at(300, 660):
        packs.pouch(c, CREAM)
    dish(c, 560, 712, 8, leaves.spear, (*GREEN_TEA, "#f0b23c"))
    with c.at(800, 120, 1.3):
        leaves.osmanthus(c)


def anji_white(c: Canvas) -> None:
    scenery.stage(c, scenery.MIST, moon=(400, 320, 245), seed=33)
    with c.at(400, 680, 1.15):
        vessels.tumbler(c, Tone("#b9c86a", "#d8e39a", "#eef4c8"))
        for x, y, turn in (
            (-52, -40, -8),
            (-20, -60, 6),
            (14, -36, -4),
            (46, -64, 10),
            (66, -30, 4),
            (-36, -180, -14),
            (34, -190, 12),
            (4, -120, -3),
        ):
            with c.at(x, y, 0.62, turn=turn):
                leaves.green_leaf(c, 150, 18, -9, "#a9cd6c", "#86b554")
                leaves.green_leaf(c, 140, 16, 11, "#c6df8e", "#a2c766")
    with c.at(640, 730):
        leaves.scatter(c, 2, leaves.needle, GREEN_TEA, 200, 40, 4)


def biluochun(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(300, 310, 225), seed=47)
    with c.at(560, 640):
        packs.tin(c, JADE, 220, 300)
    with c.at(170, 640):
        leaves.shoot(c, 1.35)
    dish(c, 320, 705, 12, leaves.curl, ("#3f5f31", "#5f8247", "#8aa86b", "#dfe8cf"), CELADON, 96)


def tieguanyin(c: Canvas) -> None:
    scenery.stage(c, scenery.MIST, moon=(490, 310, 235), seed=52)
    with c.at(300, 650):
        packs.tin(c, Tone("#2f5a34", "#4f8a4a", "#93bf7c"), 240, 350)
    dish(c, 550, 706, 15, leaves.pearl, OOLONG_TEA, count=100)


def dahongpao(c: Canvas) -> None:
    scenery.stage(c, scenery.DUSK, moon=(500, 300, 230), seed=61)
    with c.at(300, 650):
        packs.tin(c, BLACK, 240, 370, ink="#7d3221")
    with c.at(560, 700):
        vessels.scoop(c)
        leaves.heap(c, 9, leaves.strip, DARK_TEA, 320, 56, 80)


def dancong(c: Canvas) -> None:
    scenery.stage(c, scenery.AUTUMN, moon=(440, 300, 235), seed=73)
    with c.at(290, 650):
        packs.pouch(c, KRAFT, "#6b4a1c")
    with c.at(560, 690, 1.35):
        vessels.cup(c, PORCELAIN, c.glow((0, "#f0b95a"), (1, "#c9792a")))
        with c.at(0, -112):
            scenery.steam(c, 140)
    with c.at(400, 745):
        leaves.scatter(c, 5, leaves.strip, DARK_TEA[1:], 300, 30, 5)


def jiuqu(c: Canvas) -> None:
    scenery.stage(c, scenery.ROSY, moon=(430, 300, 235), seed=85)
    with c.at(300, 650):
        packs.tin(c, ROSE, 230, 340, ink="#8f2d2f")
    with c.at(800, 330, 1.7):
        leaves.plum(c)
    with c.at(560, 695, 1.35):
        vessels.cup(c, PORCELAIN, c.glow((0, "#d9622f"), (1, "#9c2f1d")))
        with c.at(0, -112):
            scenery.steam(c, 110)


def souchong(c: Canvas) -> None:
    scenery.stage(c, scenery.EARTH, moon=(420, 300, 235), seed=96)
    with c.at(800, 250, 1.6):
        leaves.pine(c)
    with c.at(290, 655):
        packs.pouch(c, Tone("#3a241c", "#5f3b2c", "#8f6149"), "#7d3221")
    dish(c, 560, 706, 19, leaves.strip, RED_TEA, PORCELAIN, 84)


def silver_needle(c: Canvas) -> None:
    scenery.stage(c, scenery.MIST, moon=(360, 300, 235), seed=104)
    with c.at(520, 640):
        packs.tin(c, SILVER, 230, 340)
    dish(c, 310, 700, 23, leaves.needle, WHITE_TEA, CELADON, 84)


def ripe_puer(c: Canvas) -> None:
    scenery.stage(c, scenery.EARTH, moon=(400, 330, 260), seed=118)
    with c.at(290, 660):
        vessels.wrapper(c, 205)
    with c.at(540, 690):
        vessels.tea_cake(c, 165, Tone("#20130d", "#46291b", "#7a4e34"))
        with c.at(0, -165), c.clip("M-158 0a158 158 0 1 0 316 0a158 158 0 1 0 -316 0Z"):
            leaves.scatter(c, 31, leaves.strip, ("#2b1810", "#5e3926", "#80563a", "#b98d5a"), 330, 330, 15)
    with c.at(330, 740):
        leaves.scatter(c, 6, leaves.strip, DARK_TEA[1:], 200, 22, 4)


def citrus_puer(c: Canvas) -> None:
    scenery.stage(c, scenery.AUTUMN, moon=(400, 310, 240), seed=127)
    peel = c.glow((0, "#c4c25a"), (0.5, "#7f9440"), (1, "#3f5a26"), x=0.36, y=0.3, r=0.8)
    for x, y, r, opened in ((250, 640, 120, False), (545, 640, 116, False), (400, 712, 138, True)):
        with c.at(x, y):
            c.shadow(8, 0, r * 1.1, 24)
            c.circle(0, -r * 0.94, r, peel)
            pores = "".join(
                f"M{px * r:.0f} {(py - 0.94) * r:.0f}h.1"
                for px, py in (
                    (-0.5, 0.2),
                    (-0.2, 0.5),
                    (0.3, 0.4),
                    (0.6, 0.1),
                    (0.1, 0.1),
                    (-0.7, -0.1),
                    (0.5, 0.65),
                    (-0.45, 0.7),
                    (0, 0.8),
                )
            )
            c.path(pores, stroke="#2f4a1c", width=6, opacity=0.4)
            if opened:
                c.ellipse(0, -r * 1.62, r * 0.66, r * 0.24, "#d7cf83")
                c.ellipse(0, -r * 1.6, r * 0.56, r * 0.19, "#2a1712")
                with c.at(0, -r * 1.58):
                    leaves.heap(c, 41, leaves.strip, DARK_TEA, r * 1.1, 24, 48)
            else:
                c.path(f"M-10 {-r * 1.92}q10 -16 20 0", stroke="#5b4a24", width=8)
                with c.at(4, -r * 1.92):
                    leaves.green_leaf(c, 110, 24, 58, "#4fa08c", "#0f766e")
    with c.at(622, 730):
        c.path("M-66 0Q-60 -40 0 -44Q60 -40 66 0Q0 18 -66 0Z", peel)
        c.ellipse(0, 0, 66, 13, "#d7cf83")


def gift_box(c: Canvas) -> None:
    scenery.stage(c, scenery.NIGHT, moon=(400, 300, 250), seed=133, edge=600)
    scenery.stars(c, 3, 800, 260, 26)
    with c.at(400, 560):
        packs.gift_lid(c, 520, 330)
    with c.at(400, 710):
        packs.gift_tray(c, (TEAL, AMBER, ROSE, SILVER), 600)
    with c.at(800, 90, 1.15):
        leaves.osmanthus(c, 7)


def six_tins(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(400, 290, 240), seed=142)
    for x, y, tone in (
        (215, 600, AMBER),
        (400, 600, TEAL),
        (585, 600, ROSE),
        (160, 720, CREAM),
        (400, 720, BLACK),
        (640, 720, JADE),
    ):
        with c.at(x, y):
            packs.tin(c, tone, 150, 200 if y > 650 else 270)


def gaiwan(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(400, 310, 250), seed=151)
    with c.at(400, 700, 1.35):
        vessels.gaiwan(c, CELADON, "#2f8577")
    with c.at(690, 560, turn=14):
        leaves.shoot(c, 1.2)


def teapot(c: Canvas) -> None:
    scenery.stage(c, scenery.ROSY, moon=(400, 310, 250), seed=164)
    with c.at(400, 640):
        vessels.tray(c, WOOD, 620, 90)
    with c.at(385, 650, 1.25):
        vessels.teapot(c, CLAY)
    with c.at(655, 690, 0.78):
        vessels.cup(c, CLAY, "#e2a356")


def cups(c: Canvas) -> None:
    scenery.stage(c, scenery.MIST, moon=(400, 290, 240), seed=175)
    with c.at(400, 660):
        vessels.tray(c, WOOD, 680, 110)
    for x, y, tone, tea in (
        (215, 640, CELADON, "#dcc95f"),
        (400, 625, TEAL, "#e6b04c"),
        (585, 640, PORCELAIN, "#d9622f"),
    ):
        with c.at(x, y, 1.3):
            vessels.cup(c, tone, tea)
    with c.at(400, 470):
        scenery.steam(c, 190, 34)


def whisk_set(c: Canvas) -> None:
    scenery.stage(c, scenery.AUTUMN, moon=(470, 310, 240), seed=186)
    with c.at(250, 650, 1.18):
        vessels.whisk(c)
    with c.at(535, 705, 1.15):
        vessels.tea_bowl(c, BLACK, Tone("#7f9a3a", "#a9c456", "#d5e394"))


def pitcher(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(430, 310, 245), seed=197)
    with c.at(350, 690, 1.4):
        vessels.pitcher(c, AMBER)
    with c.at(640, 710, 0.95):
        vessels.cup(c, PORCELAIN, "#e2a94c")


def travel_set(c: Canvas) -> None:
    scenery.stage(c, scenery.EARTH, moon=(420, 300, 245), seed=203)
    with c.at(250, 660):
        vessels.cup(c, JADE, "#dcc95f", 1.25)
    with c.at(410, 690):
        c.shadow(8, 2, 170, 30)
        c.path("M-140 -190Q-150 -20 -110 0H110Q150 -20 140 -190Z", c.round_body(KRAFT))
        c.path("M-142 -150H142M-143 -60H143", stroke=KRAFT.dark, width=3, opacity=0.7)
        c.path("M-144 -190Q-130 -280 0 -284Q130 -280 144 -190Q0 -172 -144 -190Z", c.round_body(KRAFT))
        c.path("M-60 -278Q-50 -350 0 -350Q50 -350 60 -278", stroke=WOOD.base, width=14)
        c.path("M-144 -190Q0 -172 144 -190", stroke=WOOD.dark, width=7)
        c.rect(-26, -206, 52, 46, GOLD, r=8)
        scenery.seal(c, 0, -86, 36)
    with c.at(600, 712, 0.9):
        vessels.gaiwan(c, JADE)


def garden(c: Canvas) -> None:
    c.rect(0, 0, 800, 800, c.down("#fdf3d9", "#e6efdc", "#cfe3d6"))
    c.circle(560, 230, 190, c.glow((0, "#fffbe8"), (0.5, "#fdeeb8cc"), (1, "#fdeeb800")))
    c.circle(560, 230, 92, c.down("#fffbe6", "#f6d88a"))
    for seed, foot, height, colour in ((1, 470, 270, "#b5d6ca"), (2, 520, 220, "#7fb8a8"), (3, 580, 180, "#3f9484")):
        scenery.hills(c, seed, 800, foot, height, colour)
    for i, (y, dark, light) in enumerate(
        (
            (500, "#4f9a63", "#86bf72"),
            (570, "#3a8758", "#6fae5e"),
            (650, "#25744f", "#579a4f"),
            (740, "#155f46", "#3f8546"),
        )
    ):
        lift = 34 - 8 * (i % 3)
        rows = f"M0 {y}Q200 {y - lift * 2} 400 {y}T800 {y - lift}V800H0Z"
        c.path(rows, c.down(light, dark))
        bushes = "".join(f"M{x} {y + 26 + 10 * ((x // 40 + i) % 3)}q20 -26 40 0" for x in range(-10, 800, 40))
        c.path(bushes, stroke="#d3e59c", width=5, opacity=0.45)
    with c.at(150, 830, 1.5, turn=6):
        leaves.shoot(c, 1.6)


def brew(c: Canvas) -> None:
    scenery.stage(c, scenery.SPRING, moon=(400, 290, 240), seed=222)
    with c.at(400, 650):
        vessels.tray(c, WOOD, 700, 120)
    with c.at(250, 668):
        vessels.gaiwan(c, PORCELAIN, "#0f766e", lid=False)
        with c.at(0, -190):
            scenery.steam(c, 210, 40)
    with c.at(520, 640, 0.9):
        vessels.pitcher(c, AMBER)
    for x in (470, 620):
        with c.at(x, 712, 0.75):
            vessels.cup(c, PORCELAIN, "#e2b24c")
