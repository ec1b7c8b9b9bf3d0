"""Pictures and demo data: the tab bar's icons in the colours of the theme, the logo, and what `data:` names."""

from collections.abc import Iterator
from pathlib import Path

from pintu.errors import InternalBug
from pintu.model.pack import Catalogue
from pintu.model.plan import BLUEPRINT, Copy, Row, Tint
from pintu.model.resolution import Resolution
from pintu.model.scene import Tab
from pintu.points.icons import icon_file
from pintu.stages.plan_files import OWNER, walk
from pintu.stages.plan_inputs import DATA, own_data, own_logo
from pintu.stages.plan_theme import theme
from pintu.stages.tint import is_palette

SHOWN = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".mp4", ".pdf")
"""What the demo data may show: pictures, and the films and handouts of lessons."""


def assets(resolution: Resolution, catalogue: Catalogue, root: Path | None) -> Iterator[Row]:
    yield from _tab_icons(resolution, catalogue)
    if logo := own_logo(resolution.blueprint):
        yield Row(f"miniprogram/{logo_path(logo[1])}", Copy(logo[1]), OWNER)
    yield from _demo_data(resolution, root)


def logo_path(file: Path) -> str:
    """Where the mini-program has the logo."""
    return f"assets/logo{file.suffix.lower()}"


def _tab_icons(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    """Three looks of each icon: resting, chosen, and chosen on a dark ground."""
    colours = theme(resolution.blueprint)
    looks = {"": None, "-active": colours["primary"], "-active-dark": colours["primary_dark"]}
    for tab in {tab.icon: tab for tab in resolution.tabs if tab.icon}.values():
        file = _icon(tab, resolution, catalogue)
        for suffix, colour in looks.items():
            source = Tint(file, str(colour)) if colour and is_palette(file.read_bytes()) else Copy(file)
            yield Row(f"miniprogram/icons/tab/{tab.icon}{suffix}.png", source, OWNER)


def _icon(tab: Tab, resolution: Resolution, catalogue: Catalogue) -> Path:
    """One's own icon in `assets/icons/`, else one of Pintu or of the pack that the page comes from."""
    own = resolution.blueprint.folder / "assets" / "icons" / f"{tab.icon}.png"
    if own.is_file():
        return own
    owner = tab.page.owner
    pack = resolution.module(owner).contract.pack if owner in resolution.ids else resolution.base.pack
    if file := icon_file(tab.icon, pack, catalogue, ".png"):
        return file
    raise InternalBug(f"no icon {tab.icon}, though the tabs were checked")


def _demo_data(resolution: Resolution, root: Path | None) -> Iterator[Row]:
    """Nothing where the project's own copy is what `data:` names: it belongs to the reader."""
    file = own_data(resolution.blueprint)
    if file is None or (root is not None and file.resolve() == (root / DATA).resolve()):
        return
    yield Row(DATA, Copy(file), BLUEPRINT, "seeded")
    for picture, source in walk(file.parent / "pictures"):
        if source.suffix.lower() in SHOWN:
            yield Row(f"backend/demo/pictures/{picture}", Copy(source), BLUEPRINT, "seeded")
