"""Pages of the mini-program: those of the main package, and a subpackage for each module."""

from collections.abc import Mapping
from itertools import groupby

from pintu.model.resolution import Resolution
from pintu.model.scene import Page


def fold(resolution: Resolution) -> Mapping[str, object]:
    tabs = [tab.page for tab in resolution.tabs]
    main = [page for page in (*tabs, *resolution.pages.values()) if page.tab]
    deeper = sorted((page for page in resolution.pages.values() if not page.tab), key=lambda page: page.owner)
    return {
        "main_pages": list(dict.fromkeys(page.path for page in main)),
        "subpackages": [_subpackage(owner, list(pages)) for owner, pages in groupby(deeper, lambda page: page.owner)],
        "pages": [
            {"id": page.id, "path": page.path, "url": page.url, "title": page.title, "tab": page in tabs}
            for page in {page.id: page for page in (*resolution.pages.values(), *tabs)}.values()
        ],
    }


def _subpackage(owner: str, pages: list[Page]) -> dict[str, object]:
    root = f"modules/{owner}"
    return {"root": root, "name": owner, "pages": [page.path.removeprefix(f"{root}/") for page in pages]}
