"""Pages of the mini-program: those of the main package, and a subpackage for each module.

    pages:
      - {id: categories, title: {zh: 分类, en: Categories}, tab: {label: 分类, icon: category}}
      - {id: product, title: 商品详情}
      - {id: search, title: 搜索, role: search}

`id` is local to the module (`catalog.product` everywhere else) and names the folder. `tab` says that the page may
stand in the tab bar, which WeChat allows only in the main package; label and icon are its own unless the blueprint
says otherwise. Titles, like the labels of all entries, are Chinese or `{zh, en}`, the English for `pintu show` alone.
`role` is what the page is for others that must not know the module: `search`, `account`, `checkout`, ...
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from pintu.model.contract import Contract, Words
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.model.scene import Page
from pintu.points.point import Entry, Point
from pintu.points.words import zh

BASE = "app"
"""The owner of what every project has; its pages are named without a prefix."""


def page_of(owner: str, entry: Entry) -> Page:
    """A page as its owner's contract says it, with its full id and its path in the mini-program."""
    name, tab = str(entry["id"]), entry.get("tab")
    own = owner == BASE
    main = f"pages/{name}/index" if own else f"pages/{owner}/{name}/index"
    words, title = tab if isinstance(tab, dict) else {}, zh(entry["title"])
    return Page(
        id=name if own else f"{owner}.{name}",
        path=main if tab else f"modules/{owner}/pages/{name}/index",
        title=title,
        owner=owner,
        tab=bool(tab),
        label=zh(words.get("label", title)),
        icon=str(words.get("icon", name)),
        role=str(entry.get("role", "")),
    )


def pages_in_use(resolution: Resolution) -> dict[str, Page]:
    """Every page by id. A page of one's own in the tab bar takes the place of one with the same id."""
    return {**resolution.pages, **{tab.page.id: tab.page for tab in resolution.tabs}}


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    pages = [(page_of(contract.id, entry), entry["title"]) for entry in contract.entries("pages")]
    return [{"id": page.id, "path": page.path, "title": title, "role": page.role} for page, title in pages]


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """`main_pages` starts with the tabs: the first page of `app.json` is the one that opens."""
    tabs = [tab.page.id for tab in resolution.tabs]
    labels = {tab.page.id: tab.label for tab in resolution.tabs}
    pages = pages_in_use(resolution)
    main = [*tabs, *(page.id for page in pages.values() if page.tab)]
    deeper = sorted((page for page in pages.values() if not page.tab), key=lambda page: page.owner)
    return {
        "main_pages": [pages[id_].path for id_ in dict.fromkeys(main)],
        "subpackages": [_subpackage(owner, list(group)) for owner, group in groupby(deeper, lambda page: page.owner)],
        "pages": [
            {
                "id": page.id,
                "path": page.path,
                "url": page.url,
                "title": labels.get(page.id, page.title),
                "role": page.role,
                "tab": page.id in labels,
                "tab_index": tabs.index(page.id) if page.id in labels else -1,
            }
            for page in pages.values()
        ],
    }


def _subpackage(owner: str, pages: Sequence[Page]) -> dict[str, object]:
    root = f"modules/{owner}"
    return {"root": root, "name": owner, "pages": [page.path.removeprefix(f"{root}/") for page in pages]}


POINT = Point(
    "pages", "miniprogram", "contributes", Words("页面", "Pages"), ("id", "title", "role", "path"), entries, fold
)
