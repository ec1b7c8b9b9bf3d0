"""Blocks that the home page may show, in the blueprint's order.

    home_blocks:
      - {id: products, component: home-products, order: 30, eager: true, options: {category: {type: string}}}

`component` is a folder below the module's `components/`; it gets one property, `block` (`{block, options, data}`).
`options` is JSON Schema for what a blueprint may say beside `block`. An `eager` component lives in the main package
(`main/components/`), any other stays in the module's subpackage and appears when that has been fetched.
"""

from collections.abc import Mapping
from dataclasses import asdict

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """`home` is every block in order; `home_components` each component once, however many blocks it shows.

    `home_placeholders` the tags of those that appear when their subpackage has been fetched.
    """
    blocks = [{"block": block.id, **asdict(block)} for block in resolution.home]
    components = {block.tag: block for block in sorted(resolution.home, key=lambda block: block.tag)}
    return {
        "home": [block | {"index": index} for index, block in enumerate(blocks)],
        "home_components": [{"id": block.id, "tag": tag, "path": block.component} for tag, block in components.items()],
        "home_placeholders": [tag for tag, block in components.items() if not block.eager],
    }


POINT = Point(
    "home_blocks",
    "miniprogram",
    "contributes",
    Words("首页区块", "Home blocks"),
    ("id", "component", "eager", "options"),
    contributed("home_blocks"),
    fold,
)
