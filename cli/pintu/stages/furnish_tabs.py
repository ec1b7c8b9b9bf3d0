"""The tab bar: what each tab shows, under which name, with which icon."""

from collections.abc import Mapping
from functools import lru_cache

from pintu.model.document import Data
from pintu.model.pack import Pack
from pintu.model.scene import Page, Tab
from pintu.points.pages import page_of
from pintu.stages.checks.suggest import closest, quoted
from pintu.stages.furnish_told import Told

FEWEST, MOST = 2, 5
FIRST, LAST = "home", "me"


def furnish_tabs(told: Told) -> tuple[Tab, ...]:
    """The tabs that the blueprint names; where it names none, home, what modules offer, and me."""
    said = told.resolution.blueprint.get("tabs")
    if not isinstance(said, list):
        return _offered(told)
    tabs: dict[str, Tab] = {}
    sound = None not in said
    for index, item in enumerate(said):
        tab = _tab(index, item, told)
        if tab is not None and tab.page.id in tabs:
            told.say("tab.twice", ("tabs", index), page=tab.page.id)
        elif tab is not None:
            tabs[tab.page.id] = tab
    if sound and not FEWEST <= len(tabs) <= MOST and not any(d.code.startswith("tab.") for d in told.found):
        told.say("tab.count", ("tabs",))
    return tuple(tabs.values())


def _offered(told: Told) -> tuple[Tab, ...]:
    pages = told.resolution.pages
    inner = [id_ for id_, page in pages.items() if page.tab and id_ not in {FIRST, LAST}]
    ids = [FIRST, *inner[: MOST - 2], LAST]
    return tuple(Tab(pages[id_], pages[id_].label, pages[id_].icon) for id_ in ids)


def _tab(index: int, item: Data, told: Told) -> Tab | None:
    entry: Mapping[str, Data] = item if isinstance(item, dict) else {"page": item}
    if not isinstance(entry.get("page"), str):
        return None
    page = _own_page(index, entry, told) if "path" in entry else _module_page(index, str(entry["page"]), told)
    if page is None:
        return None
    tab = Tab(page, str(entry.get("label", page.label)), str(entry.get("icon", page.icon)))
    if tab.icon and not _has_icon(tab, told):
        path = ("tabs", index, "icon") if "icon" in entry else ("tabs", index)
        told.say(
            "tab.unknown_icon",
            path,
            closest(tab.icon, _icons(told.catalogue.pack(told.resolution.base.pack))),
            icon=tab.icon,
        )
    return tab


def _own_page(index: int, entry: Mapping[str, Data], told: Told) -> Page | None:
    """A page that somebody writes by hand."""
    if "label" not in entry:
        told.say("tab.no_label", ("tabs", index))
        return None
    label = str(entry["label"])
    return Page(str(entry["page"]), str(entry["path"]), label, "", tab=True, label=label)


def _module_page(index: int, name: str, told: Told) -> Page | None:
    page = told.resolution.pages.get(name)
    if page is not None and page.tab:
        return page
    path = ("tabs", index)
    known = [page.id for page in told.resolution.pages.values() if page.tab]
    module = name.partition(".")[0]
    if page is not None:
        told.say("tab.not_a_tab", path, page=name, known=quoted(known))
    elif name in _all_pages(told):
        told.out("tab.module_out", path, ("tabs",), module, name=name)
    elif not told.is_told(module):
        told.say("tab.unknown_page", path, closest(name, known), page=name)
    return None


def _all_pages(told: Told) -> set[str]:
    """Ids of the pages of every module in reach, chosen or not."""
    contracts = told.catalogue.contracts.values()
    return {page_of(contract.id, row).id for contract in contracts for row in contract.entries("pages")}


def _has_icon(tab: Tab, told: Told) -> bool:
    """One's own in `assets/icons/`, one of Pintu's, or one of the pack that the page comes from."""
    resolution, catalogue = told.resolution, told.catalogue
    packs = {resolution.base.pack, *(m.contract.pack for m in resolution.modules if m.id == tab.page.owner)}
    if any(tab.icon in _icons(catalogue.pack(pack)) for pack in packs):
        return True
    return (resolution.blueprint.folder / "assets" / "icons" / f"{tab.icon}.png").is_file()


@lru_cache(maxsize=32)
def _icons(pack: Pack) -> frozenset[str]:
    return frozenset(file.stem for file in (pack.root / "templates" / "miniprogram" / "icons").glob("*.png"))
