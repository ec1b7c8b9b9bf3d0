"""The colours of the shop: one family round its teal, warmed by paper, gold, clay and tea."""

from .canvas import Tone

INK = "#12302c"
PAPER = "#fbf7ec"
GOLD = "#d8a648"
SEAL = "#b8432f"

TEAL = Tone("#0a4a46", "#0f766e", "#3fa796")
DEEP = Tone("#06302f", "#0c4f4b", "#1f766d")
JADE = Tone("#7fae98", "#b4d6c4", "#e4f3ea")
CELADON = Tone("#8fb9ab", "#c3ddd2", "#f1faf5")
PORCELAIN = Tone("#c3d0cb", "#eef3f0", "#ffffff")
KRAFT = Tone("#b3936a", "#d4b78c", "#ead6b3")
CREAM = Tone("#d8c9a6", "#f0e5cb", "#fdf8ea")
AMBER = Tone("#8f5a17", "#c98a2c", "#efc26c")
CLAY = Tone("#5a2317", "#95432b", "#c9775a")
ROSE = Tone("#6d1f22", "#a83a38", "#d97c6d")
SILVER = Tone("#8a9a97", "#c4d0cc", "#f3f7f5")
BLACK = Tone("#14100e", "#2c2421", "#6a5a50")
BAMBOO = Tone("#a27b3c", "#d0ab64", "#efd79e")
WOOD = Tone("#4b2f1e", "#7d5233", "#a87a50")

GREEN_TEA = ("#4a6f2b", "#6f9440", "#9fbd62", "#bdd384")
OOLONG_TEA = ("#2f4a2c", "#4d6b36", "#6e8a46", "#93a65b")
DARK_TEA = ("#1f1512", "#3b2620", "#5a3b2d", "#7a5640")
RED_TEA = ("#2a1614", "#4a2620", "#6e3b2a", "#b07a3e")
WHITE_TEA = ("#7d8f74", "#a9b79c", "#cfd8c3", "#eff2e6")
