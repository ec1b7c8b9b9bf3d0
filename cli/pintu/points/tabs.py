"""Pages that may stand in the tab bar, and the tab bar as the blueprint orders it.

    pages:
      - {id: cart, title: 购物车, tab: {label: 购物车, icon: cart}}

The icon is a PNG of `templates/miniprogram/icons/`, of Pintu's own or of the module's pack.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Words
from pintu.model.document import Data
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.pages import page_of
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    tabs = [(page_of(contract.id, entry), entry) for entry in contract.entries("pages") if entry.get("tab")]
    return [{"page": page.id, "label": _label(entry), "icon": page.icon} for page, entry in tabs]


def _label(entry: Entry) -> Data:
    """As the contract says it, in one language or in both."""
    tab = entry["tab"]
    return tab.get("label", entry["title"]) if isinstance(tab, dict) else entry["title"]


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {
        "tabs": [
            {"page": tab.page.id, "path": tab.page.path, "label": tab.label, "icon": tab.icon}
            for tab in resolution.tabs
        ]
    }


POINT = Point("tabs", "miniprogram", "contract", Words("标签页", "Tabs"), ("page", "label", "icon"), entries, fold)
