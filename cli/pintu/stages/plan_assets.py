"""Files that come with the blueprint (itself, data, pictures), and icons in the colours of the theme."""

from collections.abc import Iterator

from pintu.model.pack import Catalogue
from pintu.model.plan import Copy, Row, Tint
from pintu.model.resolution import Resolution
from pintu.stages.plan_context import theme

GREY = "#8a9099"


def assets(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    yield from _tab_icons(resolution, catalogue)
    yield from _demo_data(resolution)


def _tab_icons(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    icons = catalogue.pack(resolution.base.pack).root / "templates" / "miniprogram" / "icons"
    colours = theme(resolution.blueprint)
    looks = {"": GREY, "-active": colours["primary"], "-dark": GREY, "-active-dark": colours["primary_dark"]}
    for name in sorted({tab.icon for tab in resolution.tabs if tab.icon}):
        for suffix, colour in looks.items():
            yield Row(f"miniprogram/assets/tabs/{name}{suffix}.png", Tint(icons / f"{name}.png", colour), "app")


def _demo_data(resolution: Resolution) -> Iterator[Row]:
    name = resolution.blueprint.get("data")
    if not isinstance(name, str):
        return
    file = resolution.blueprint.base("data") / name
    yield Row("backend/demo/data.yaml", Copy(file), "app", "seeded")
    pictures = file.parent / "pictures"
    for picture in sorted(pictures.glob("*.*")) if pictures.is_dir() else ():
        if picture.suffix in {".svg", ".png", ".jpg", ".jpeg", ".webp"}:
            yield Row(f"backend/demo/pictures/{picture.name}", Copy(picture), "app", "seeded")
