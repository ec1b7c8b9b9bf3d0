"""Pages that may stand in the tab bar, and the tab bar as the blueprint orders it.

    pages:
      - {id: cart, title: 购物车, tab: {label: 购物车, icon: cart}}

The icon is a PNG of `templates/miniprogram/icons/`, of Pintu's own or of the module's pack.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Words
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.pages import page_of
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    pages = [page_of(contract.id, entry) for entry in contract.entries("pages")]
    return [{"page": page.id, "label": page.label, "icon": page.icon} for page in pages if page.tab]


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {
        "tabs": [
            {"page": tab.page.id, "path": tab.page.path, "label": tab.label, "icon": tab.icon}
            for tab in resolution.tabs
        ]
    }


POINT = Point("tabs", "miniprogram", "contract", Words("标签页", "Tabs"), ("page", "label", "icon"), entries, fold)
