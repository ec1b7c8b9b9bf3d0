"""merge: Tree, lock and disk -> ChangeSet. A file changed on one side only is taken, or kept, by that side.

lock     disk      new        action
-        -         x          create
-        x         x          same (adopted)
-        y         x          conflict: not ours
a        a         b          update
a        y         a          keep
a        y         b          conflict: changed on both sides
a        gone      a or b     keep (a person deleted it)
a        a         -          delete
a        y         -          conflict: edited, and no longer wanted
"""

from pathlib import Path

from pintu import __version__
from pintu.errors import ConflictError
from pintu.model.blueprint import Blueprint
from pintu.model.changes import Action, Change, ChangeSet
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.lock import Entry, Lock
from pintu.model.pack import Catalogue
from pintu.model.tree import File, Tree
from pintu.stages.lock import LOCK, digest, fingerprint, normal, parse_lock


def merge(tree: Tree, blueprint: Blueprint, catalogue: Catalogue, root: Path) -> ChangeSet:
    """Decide for every file of `tree` and of the lock in `root`. Reads; writes nothing.

    Raises `ConflictError` when `root` holds another project, or a lock that cannot be read.
    """
    old = read_lock(root)
    _same_project(old, blueprint, root)
    changes = [_change(path, tree.files.get(path), old.entries.get(path), root) for path in _paths(tree, old)]
    entries = {
        path: Entry(path, file.owner, file.policy, fingerprint(file.content)) for path, file in tree.files.items()
    }
    bases = {fingerprint(f.content): normal(f.content) for f in tree.files.values() if f.policy == "managed"}
    return ChangeSet(root, tuple(changes), Lock(head(blueprint, catalogue), entries), bases)


def read_lock(root: Path) -> Lock:
    file = root / LOCK
    if not file.is_file():
        return Lock()
    try:
        return parse_lock(file.read_bytes())
    except ValueError as error:
        raise ConflictError([Diagnostic("lock.unreadable", Where(str(file)), {"problem": str(error)})]) from error


def head(blueprint: Blueprint, catalogue: Catalogue) -> dict[str, str]:
    """Versions and hashes of all that the project was made from."""
    lines = {"pintu": __version__, "app": blueprint.slug}
    lines |= {f"pack {pack.name}": pack.version for pack in catalogue.packs}
    for layer in blueprint.layers:
        name = Path(layer.document.file).name
        lines[f"layer {name}"] = digest(layer.document.text.encode())
    return lines


def _same_project(old: Lock, blueprint: Blueprint, root: Path) -> None:
    there = old.head.get("app")
    if there is not None and there != blueprint.slug:
        args = {"there": there, "slug": blueprint.slug, "folder": str(root)}
        raise ConflictError([Diagnostic("folder.other_project", blueprint.where("app", "slug"), args)])


def _paths(tree: Tree, old: Lock) -> list[str]:
    return sorted({*tree.files, *old.entries})


def _change(path: str, new: File | None, old: Entry | None, root: Path) -> Change:
    target = root / path
    disk = target.read_bytes() if target.is_file() else None
    seen = digest(disk) if disk is not None else None
    action = _action(new, old, disk)
    after = disk if action in {"keep", "same", "conflict"} else new.content if new else None
    if after is not None and new is not None and action == "update" and disk is not None and b"\r\n" in disk:
        after = normal(after).replace(b"\n", b"\r\n")
    return Change(path, action, disk, after, seen, bool(new and new.executable))


def _action(new: File | None, old: Entry | None, disk: bytes | None) -> Action:
    here = None if disk is None else fingerprint(disk)
    there = None if new is None else fingerprint(new.content)
    if old is None:
        return "create" if here is None else "same" if here == there else "conflict"
    if here == there:
        return "same"
    if here is None or (old.policy == "seeded" and new is not None):
        return "keep"
    if here == old.sha256:
        return "delete" if there is None else "update"
    return "keep" if there == old.sha256 or (there is None and old.policy == "seeded") else "conflict"
