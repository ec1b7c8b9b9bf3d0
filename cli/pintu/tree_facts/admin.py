"""Views of the admin console: classes below `...View` in the module's `admin.py`, or in files of its `admin/`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.source import Source, assigned, folder_of, sources, summary_of

FOLDER = "admin"
LABELS = ("display_name", "menu_label", "label", "name")
PERMISSION = "read"


@dataclass(frozen=True, slots=True)
class View:
    """`permission` is what staff need to see it, "" where the class does not say."""

    name: str
    label: str
    permission: str


def views(contract: Contract, pack: Pack) -> tuple[View, ...]:
    """Every view of a module, in the order of its files."""
    root = folder_of(contract, pack)
    parts = ((source.path.relative_to(root).parts, source) for source in sources(contract, pack))
    return tuple(view for part, source in parts if part[0] in {FOLDER, f"{FOLDER}.py"} for view in _views(source))


def _views(source: Source) -> Iterator[View]:
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and any(source.origin(base).endswith("View") for base in node.bases):
            said = dict(assigned(node.body))
            label = next((source.text(said[name]) for name in LABELS if name in said), summary_of(node))
            yield View(node.name, label, source.text(said.get(PERMISSION)))
