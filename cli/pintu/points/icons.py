"""Icons in use: those that modules name, and those of their entries.

    icons: [cart, minus, plus]

An icon is `templates/miniprogram/icons/<id>.svg` of Pintu itself, else of the module's own pack. It is carried in the
style sheet, so that nothing is fetched and only what is used weighs anything.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.links import contract_of, unknown
from pintu.points.point import Point, contributed

WITH_ICON = ("me_entries", "order_actions", "product_actions")
LITERAL = " =:/'(),.-"
"""Characters that may stand in a data URI between double quotes as they are; the pictures use single quotes only."""


def fold(resolution: Resolution, catalogue: Catalogue) -> Mapping[str, object]:
    files: dict[str, Path] = {}
    for point in ("icons", *WITH_ICON):
        for owner, entry in resolution.contributions(point):
            name = str(entry.get("id" if point == "icons" else "icon", ""))
            if not name or name in files:
                continue
            contract = contract_of(owner, resolution)
            file = icon_file(name, contract.pack, catalogue)
            if file is None:
                raise unknown("icon", name, contract, point, entry)
            files[name] = file
    return {"icons": [{"id": name, "data_uri": data_uri(file)} for name, file in sorted(files.items())]}


def icon_file(name: str, pack: str, catalogue: Catalogue, suffix: str = ".svg") -> Path | None:
    """The picture that a module of `pack` calls `name`, or None. No pack changes what Pintu's own names look like."""
    for candidate in (catalogue.pack(catalogue.base.pack), catalogue.pack(pack)):
        file = candidate.root / "templates" / "miniprogram" / "icons" / f"{name}{suffix}"
        if file.is_file():
            return file
    return None


def data_uri(svg: Path) -> str:
    return "data:image/svg+xml," + quote(svg.read_text("utf-8").strip(), safe=LITERAL)


POINT = Point("icons", "miniprogram", "contributes", Words("图标", "Icons"), ("id",), contributed("icons"), fold)
