"""Blocks of the home page, in the blueprint's order."""

from collections.abc import Mapping
from dataclasses import asdict

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    components = {block.tag: block for block in resolution.home}
    return {
        "home": [asdict(block) | {"index": index} for index, block in enumerate(resolution.home)],
        "home_components": [asdict(block) for _, block in sorted(components.items())],
    }
