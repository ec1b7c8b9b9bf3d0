"""The whole of Pintu on one screen: a frozen value in, a frozen value out, and only `write` writes.

load      path             -> Documents   each layer's YAML, with line and column kept
validate  Documents        -> Blueprint   JSON Schema, then what a schema cannot say; all diagnostics
resolve   Blueprint        -> Resolution  modules in order, capability -> provider, a `because` for each
plan      Resolution       -> Plan        every file: path, source, owner, policy; folded contributions
render    Plan             -> Tree        path -> bytes, in memory
merge     Tree, lock, disk -> ChangeSet   create / update / keep / conflict / delete
write     ChangeSet        -> Report      atomic; the lock last
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pintu.content import digest
from pintu.model.blueprint import Blueprint
from pintu.model.changes import ChangeSet, Report
from pintu.model.diagnostic import Diagnostic
from pintu.model.pack import Catalogue
from pintu.model.plan import Plan
from pintu.model.resolution import Resolution
from pintu.model.tree import Tree
from pintu.packs.discover import discover
from pintu.stages.load import load
from pintu.stages.lock import LOCK, read_lock
from pintu.stages.merge import merge
from pintu.stages.plan import plan
from pintu.stages.plan_inputs import HOME, everything_read
from pintu.stages.plan_pages import missing_pages
from pintu.stages.refuse import refuse_conflicts, refuse_folder
from pintu.stages.render import render
from pintu.stages.resolve import resolve
from pintu.stages.validate import validate
from pintu.stages.write import nothing, recover, write
from pintu.unchanged import Start
from pintu.unchanged import remember as remember_files

__all__ = ["Checked", "check", "compare", "draw", "generate", "lay_out", "recover", "remarks", "remember", "target"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A blueprint that passed, with what was said about it on the way (warnings and notes)."""

    catalogue: Catalogue
    blueprint: Blueprint
    resolution: Resolution
    diagnostics: tuple[Diagnostic, ...]


def check(blueprint: Path | str, content: bytes | None = None, catalogue: Catalogue | None = None) -> Checked:
    """Load, validate and resolve; `content` stands in for the file itself (standard input).

    `catalogue` is what is in reach; where it is left out, that is looked up beside the blueprint.
    Raises `BlueprintError`, `ResolutionError` or `PackError` with every diagnostic there is.
    """
    catalogue = catalogue or discover(beside=Path(blueprint))
    layers, loaded = load(Path(blueprint), catalogue, content)
    valid, found = validate(layers, catalogue, loaded)
    resolution, more = resolve(valid, catalogue, found)
    return Checked(catalogue, valid, resolution, more)


def target(blueprint: Blueprint, output: Path | None) -> Path:
    """The project's folder: what was said, else that of a file called `blueprint.yaml`, else `./<slug>`."""
    if output is not None:
        return output
    return blueprint.folder if Path(blueprint.file).name == HOME else Path(blueprint.slug)


def lay_out(checked: Checked, root: Path | None = None) -> Plan:
    """Every file of the project in `root`; None stands for a folder of its own, away from the blueprint."""
    return plan(checked.resolution, checked.catalogue, root)


def draw(checked: Checked, root: Path | None = None) -> Tree:
    """The whole project in memory."""
    return render(lay_out(checked, root), checked.catalogue)


def compare(checked: Checked, root: Path, tree: Tree | None = None) -> ChangeSet:
    """What generating into `root` would change there; `tree` is the project where it is drawn already.

    Raises `ConflictError` when `root` holds another project, or a lock that cannot be read.
    """
    lock, _ = read_lock(root)
    refuse_folder(root, lock, checked.blueprint)
    return merge(draw(checked, root) if tree is None else tree, root)


def remarks(checked: Checked, root: Path) -> tuple[Diagnostic, ...]:
    """Warnings and notes, with those that only the project's folder can show."""
    return (*checked.diagnostics, *missing_pages(checked.resolution, root))


def generate(checked: Checked, root: Path, waiting: Callable[[], None] = nothing) -> tuple[ChangeSet, Report]:
    """Bring `root` up to date, or raise `ConflictError` and write nothing."""
    tree = draw(checked, root)
    while True:
        changes = compare(checked, root, tree)
        refuse_conflicts(changes)
        if (report := write(changes, waiting)) is not None:
            return changes, report


def remember(start: Start, checked: Checked, changes: ChangeSet) -> None:
    """Note what was seen, so that the next run can tell at once that nothing has changed."""
    files = {change.path: None if change.after is None else digest(change.after) for change in changes.changes}
    files[LOCK] = changes.lock_wanted
    remember_files(start, changes.root, everything_read(checked.blueprint, checked.catalogue), files)
