"""The wide pictures at the top of the home page."""

from brush import leaves, packs, scenery, vessels
from brush.canvas import Canvas
from brush.palette import AMBER, CELADON, CLAY, PORCELAIN, ROSE, SILVER, TEAL, WOOD


def banner_spring(c: Canvas) -> None:
    c.rect(0, 0, 1500, 700, c.across("#e3f1e6", "#f3f6e4", "#fdf1cf"))
    c.circle(1090, 260, 330, c.glow((0, "#fffdf0"), (0.55, "#fff3c899"), (1, "#fff3c800")))
    c.circle(1090, 260, 190, c.down("#fffdf0", "#f8dd98"))
    for seed, foot, height, colour in ((5, 560, 330, "#bfdccf"), (6, 620, 250, "#84bcac"), (9, 690, 190, "#3f9686")):
        scenery.hills(c, seed, 1500, foot, height, colour)
    c.path("M0 600Q380 540 760 606T1500 580V700H0Z", c.down("#5fa56a", "#1f6f52"))
    c.path("M0 650Q380 590 760 656T1500 630V700H0Z", c.down("#3f8a5b", "#10563f"))
    with c.at(880, 655):
        vessels.gaiwan(c, PORCELAIN, "#0f766e")
    with c.at(1170, 665):
        packs.tin(c, TEAL, 210, 330)
    with c.at(1380, 690, turn=10):
        leaves.shoot(c, 1.9)
    with c.at(690, 690, turn=-12):
        leaves.shoot(c, 1.1)


def banner_gift(c: Canvas) -> None:
    c.rect(0, 0, 1500, 700, c.across("#052b29", "#0a4541", "#0f5e57"))
    scenery.stars(c, 8, 1500, 320, 60)
    c.circle(1080, 270, 360, c.glow((0.4, "#ffe9b055"), (1, "#ffe9b000")))
    c.circle(1080, 270, 215, c.down("#fff6d6", "#e3b65a"))
    for seed, foot, height, colour in ((15, 620, 260, "#1d7f73"), (16, 680, 200, "#0d5a53")):
        scenery.hills(c, seed, 1500, foot, height, colour)
    c.path("M0 600H1500V700H0Z", c.down("#0a403c", "#042321"))
    with c.at(1060, 545, 0.95):
        packs.gift_lid(c, 520, 330)
    with c.at(1060, 675, 0.95):
        packs.gift_tray(c, (TEAL, AMBER, ROSE, SILVER), 600)
    with c.at(1500, 60, 1.5):
        leaves.osmanthus(c, 9)


def banner_teaware(c: Canvas) -> None:
    c.rect(0, 0, 1500, 700, c.across("#faf0e2", "#f5e0cb", "#efceb4"))
    scenery.window(c, scenery.ROSY, 1070, 300, 250, 41)
    c.path("M0 560H1500V700H0Z", c.down("#e3bd9f", "#c48f72"))
    c.path("M0 560H1500V565H0Z", "#ffffff", opacity=0.3)
    with c.at(1060, 605):
        vessels.tray(c, WOOD, 760, 100)
    with c.at(1000, 615):
        vessels.teapot(c, CLAY)
    for x, tone in ((1270, CELADON), (1375, PORCELAIN)):
        with c.at(x, 640, 0.78):
            vessels.cup(c, tone, "#e2a94c")
    with c.at(745, 640, 0.8):
        vessels.gaiwan(c, CELADON, "#2f8577")
    with c.at(1500, 300, 1.5):
        leaves.plum(c)
