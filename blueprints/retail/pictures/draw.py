"""Draw the pictures of the tea shop: `python draw.py` writes them, `--check` fails when one on disk differs."""

import sys
from collections.abc import Callable
from pathlib import Path

import banners
import icons
import products
from brush.canvas import Canvas

FOLDER = Path(__file__).parent


PRODUCTS: dict[str, Callable[[Canvas], None]] = {
    "longjing": products.longjing,
    "osmanthus-longjing": products.osmanthus_longjing,
    "anji-white": products.anji_white,
    "biluochun": products.biluochun,
    "tieguanyin": products.tieguanyin,
    "dahongpao": products.dahongpao,
    "dancong": products.dancong,
    "jiuqu": products.jiuqu,
    "souchong": products.souchong,
    "silver-needle": products.silver_needle,
    "ripe-puer": products.ripe_puer,
    "citrus-puer": products.citrus_puer,
    "gift-box": products.gift_box,
    "six-tins": products.six_tins,
    "gaiwan": products.gaiwan,
    "teapot": products.teapot,
    "cups": products.cups,
    "whisk-set": products.whisk_set,
    "pitcher": products.pitcher,
    "travel-set": products.travel_set,
    "garden": products.garden,
    "brew": products.brew,
}
BANNERS: dict[str, Callable[[Canvas], None]] = {
    "banner-spring": banners.banner_spring,
    "banner-gift": banners.banner_gift,
    "banner-teaware": banners.banner_teaware,
}
ICONS: dict[str, Callable[[Canvas], None]] = {
    "icon-green": icons.icon_green,
    "icon-oolong": icons.icon_oolong,
    "icon-black": icons.icon_black,
    "icon-aged": icons.icon_aged,
    "icon-gift": icons.icon_gift,
    "icon-teaware": icons.icon_teaware,
    "icon-brewing": icons.icon_brewing,
    "icon-cups": icons.icon_cups,
}


def drawings() -> dict[str, str]:
    """Draw everything: file name -> SVG."""
    drawn: dict[str, str] = {}
    for size, group in (((800, 800), PRODUCTS), ((1500, 700), BANNERS), ((200, 200), ICONS)):
        for name, draw in group.items():
            canvas = Canvas(*size)
            draw(canvas)
            drawn[f"{name}.svg"] = canvas.svg()
    return drawn


def main(arguments: list[str]) -> int:
    """Write the pictures, or with `--check` name those that differ; the exit code says whether any does."""
    stale = 0
    for name, text in drawings().items():
        path = FOLDER / name
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{name}: not as draw.py draws it\n")
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
