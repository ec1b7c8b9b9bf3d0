"""The whole of Pintu on one screen: a frozen value in, a frozen value out, and only `write` writes.

load      path             -> Documents   each layer's YAML, with line and column kept
validate  Documents        -> Blueprint   JSON Schema, then what a schema cannot say; all diagnostics
resolve   Blueprint        -> Resolution  modules in order, capability -> provider, a `because` for each
plan      Resolution       -> Plan        every file: path, source, owner, policy; folded contributions
render    Plan             -> Tree        path -> bytes, in memory
merge     Tree, lock, disk -> ChangeSet   create / update / keep / conflict / delete
write     ChangeSet        -> Report      atomic; the lock last
"""

from dataclasses import dataclass
from pathlib import Path

from pintu.model.blueprint import Blueprint
from pintu.model.changes import ChangeSet
from pintu.model.diagnostic import Diagnostic
from pintu.model.pack import Catalogue
from pintu.model.plan import Plan
from pintu.model.resolution import Resolution
from pintu.model.tree import Tree
from pintu.packs.discover import discover
from pintu.stages.load import load
from pintu.stages.merge import merge
from pintu.stages.plan import plan
from pintu.stages.render import render
from pintu.stages.resolve import resolve
from pintu.stages.validate import validate


@dataclass(frozen=True, slots=True)
class Checked:
    """A blueprint that passed, with what was said about it on the way (warnings and notes)."""

    catalogue: Catalogue
    blueprint: Blueprint
    resolution: Resolution
    diagnostics: tuple[Diagnostic, ...]


def check(blueprint: Path | str, text: str | None = None, catalogue: Catalogue | None = None) -> Checked:
    """Load, validate and resolve; `text` stands in for the file's content (standard input).

    `catalogue` is what is in reach; where it is left out, that is looked up beside the blueprint.
    Raises `BlueprintError`, `ResolutionError` or `PackError` with every diagnostic there is.
    """
    catalogue = catalogue or discover(beside=Path(blueprint))
    layers, loaded = load(Path(blueprint), catalogue, text)
    valid, found = validate(layers, catalogue, loaded)
    resolution, more = resolve(valid, catalogue, found)
    return Checked(catalogue, valid, resolution, more)


def draw(checked: Checked) -> Tree:
    """The whole project in memory."""
    return render(lay_out(checked), checked.catalogue)


def lay_out(checked: Checked) -> Plan:
    return plan(checked.resolution, checked.catalogue)


def compare(checked: Checked, root: Path) -> ChangeSet:
    """What generating into `root` would change there."""
    return merge(draw(checked), checked.blueprint, checked.catalogue, root)
