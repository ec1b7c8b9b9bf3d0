"""Pages that a person writes by hand and names as tabs: they are not rows, but have to be there."""

from collections.abc import Iterator
from pathlib import Path

from pintu.model.diagnostic import Diagnostic
from pintu.model.resolution import Resolution

NEEDED = (".js", ".wxml")
"""What WeChat refuses to open a page without."""


def missing_pages(resolution: Resolution, root: Path) -> Iterator[Diagnostic]:
    """A warning for each hand-written tab page of which a file is missing in the project in `root`."""
    said = resolution.blueprint.get("tabs")
    rows = said if isinstance(said, list) else []
    for page in (tab.page for tab in resolution.tabs if not tab.page.owner):
        index = next((n for n, row in enumerate(rows) if isinstance(row, dict) and row.get("path") == page.path), 0)
        for name in (f"miniprogram/{page.path}{suffix}" for suffix in NEEDED):
            if not (root / name).is_file():
                where = resolution.blueprint.where("tabs", index)
                yield Diagnostic("tab.page_missing", where, {"file": str(root / name)}, "warning")
