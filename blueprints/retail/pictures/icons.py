"""A small round picture for each category."""

from brush import leaves, scenery, vessels
from brush.canvas import Canvas
from brush.palette import CELADON, CLAY, DEEP, GOLD, OOLONG_TEA, PORCELAIN, TEAL


def plate(c: Canvas, top: str, bottom: str) -> None:
    """The rounded ground of a category's icon."""
    c.rect(0, 0, 200, 200, c.down(top, bottom), r=56)
    c.circle(100, 92, 70, "#ffffff", opacity=0.5)


def icon_green(c: Canvas) -> None:
    plate(c, "#eef6e2", "#cfe6c4")
    with c.at(100, 172, 0.68):
        leaves.shoot(c)


def icon_oolong(c: Canvas) -> None:
    plate(c, "#f7f0d8", "#e6d8a2")
    with c.at(100, 150, 0.42):
        vessels.saucer(c, PORCELAIN, 190, 44)
        leaves.heap(c, 3, leaves.pearl, OOLONG_TEA, 270, 110, 48)


def icon_black(c: Canvas) -> None:
    plate(c, "#fbe9df", "#f0c7b2")
    with c.at(100, 152, 0.88):
        vessels.cup(c, PORCELAIN, "#b8432f")
        with c.at(0, -112):
            scenery.steam(c, 46, 22)


def icon_aged(c: Canvas) -> None:
    plate(c, "#f5ead6", "#dfc59c")
    with c.at(100, 164, 0.33):
        vessels.wrapper(c, 205)


def icon_gift(c: Canvas) -> None:
    plate(c, "#dff0ea", "#a9d3c6")
    c.shadow(100, 160, 66, 10)
    c.rect(48, 84, 104, 76, c.down(TEAL.base, DEEP.dark), r=8)
    c.rect(40, 70, 120, 30, c.down(TEAL.light, TEAL.base), r=7)
    c.path("M92 70H108V160H92Z", GOLD)
    c.path(
        "M100 68C70 66 58 38 74 34C88 32 96 50 100 68C104 50 112 32 126 34C142 38 130 66 100 68Z",
        c.down("#f6d58a", GOLD),
    )


def icon_teaware(c: Canvas) -> None:
    plate(c, "#f8e6dc", "#e7bfa8")
    with c.at(98, 154, 0.36):
        vessels.teapot(c, CLAY)


def icon_brewing(c: Canvas) -> None:
    plate(c, "#e6f2ee", "#b9d9cd")
    with c.at(100, 160, 0.4):
        vessels.gaiwan(c, CELADON, "#2f8577")


def icon_cups(c: Canvas) -> None:
    plate(c, "#eaf1ef", "#c3d9d3")
    with c.at(72, 138, 0.62):
        vessels.cup(c, CELADON, "#dcc95f")
    with c.at(122, 158, 0.72):
        vessels.cup(c, TEAL, "#e6b04c")
