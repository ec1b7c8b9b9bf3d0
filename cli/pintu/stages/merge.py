"""merge: Tree, lock and disk -> ChangeSet. A file changed on one side only is taken, or kept, by that side.

lock     disk      new        action
-        -         x          create
-        x         x          same (adopted)
-        y         x          conflict: foreign
a        a         b          update
a        y         a          keep
a        y         b          conflict: both
a        gone      a or b     keep (a person deleted it)
a        a         -          delete
a        y         -          conflict: unwanted
any      a link    b          conflict: blocked

A seeded file is the reader's once it is there: kept, whatever is new. What the project is made from (owner `blueprint`)
has to be what it was made from: an edited one is a conflict, a deleted one comes again. In a project that is generated
from its own blueprint they are not looked at: they are there already, and the reader's.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from pintu.content import digest, fingerprint, normal, with_endings_of
from pintu.model.changes import Action, Change, ChangeSet, Reason
from pintu.model.lock import Entry, Lock
from pintu.model.plan import BLUEPRINT, READER, RETIRED
from pintu.model.tree import File, Tree
from pintu.stages.disk import Disk, Found
from pintu.stages.lock import print_lock, read_lock


def merge(tree: Tree, root: Path) -> ChangeSet:
    """Decide for every file of `tree` and of the lock in `root`. Reads; writes nothing.

    Raises `ConflictError` when there is a lock that cannot be read.
    """
    old, lock_seen = read_lock(root)
    changes, lock, bases = combine(tree, old, Disk(root).read)
    return ChangeSet(root, changes, lock, old, lock_seen, digest(print_lock(lock)), bases)


def combine(
    tree: Tree, old: Lock, read: Callable[[str], Found]
) -> tuple[tuple[Change, ...], Lock, Mapping[str, bytes]]:
    """Changes, the new lock, and the base bytes that are at hand for it; `read` looks at one path of the project."""
    staying = {path: entry for path, entry in old.entries.items() if path not in tree.files and _stays(entry, tree)}
    paths = sorted({*tree.files, *old.entries} - staying.keys())
    changes = tuple(_change(path, tree.files.get(path), old.entries.get(path), read(path)) for path in paths)
    changes = _with_moves(changes, tree, read)
    entries = dict(staying)
    for change in changes:
        if entry := _entry(change, tree.files.get(change.path), old.entries.get(change.path)):
            entries[change.path] = entry
    wanted = {entry.sha256 for entry in entries.values() if entry.policy == "managed"}
    bases = {file.sha256: normal(file.content) for file in tree.files.values()}
    return changes, Lock(tree.head, entries), {sha256: bases[sha256] for sha256 in wanted & bases.keys()}


def _with_moves(changes: tuple[Change, ...], tree: Tree, read: Callable[[str], Found]) -> tuple[Change, ...]:
    """A file that moves is deleted where it was, once what it holds now is where it goes to."""
    arrived = [(change, tree.files.get(change.path)) for change in changes if change.action in {"create", "same"}]
    origins = {file.moved_from: change for change, file in arrived if file and file.moved_from}
    left: dict[str, Change] = {}
    for path, change in origins.items():
        known = Entry(path, change.owner, change.policy, fingerprint(change.after or b""))
        left[path] = _change(path, None, known, read(path))
    return tuple(sorted((*(c for c in changes if c.path not in left), *left.values()), key=lambda change: change.path))


def _stays(entry: Entry, tree: Tree) -> bool:
    """What is in the project already and is the reader's: what it is made from, and retired migrations."""
    if entry.owner.startswith(RETIRED):
        return entry.owner.removeprefix(RETIRED) not in tree.modules
    return tree.in_place and entry.owner == BLUEPRINT


def _change(path: str, new: File | None, old: Entry | None, found: Found) -> Change:
    action, reason = decide(new, old, found)
    offered = with_endings_of(found.content, new.content) if new else None
    after = offered if action in {"create", "update", "delete"} else found.content
    seen = None if found.content is None else digest(found.content)
    owner, policy = (new.owner, new.policy) if new else (old.owner, old.policy) if old else ("", "managed")
    return Change(path, action, owner, policy, found.content, after, offered, seen, reason)


def decide(new: File | None, old: Entry | None, found: Found) -> tuple[Action, Reason]:  # noqa: PLR0911  the table above
    """One line of the table; `new` or `old` is there."""
    here = None if found.content is None else fingerprint(found.content)
    there = None if new is None else new.sha256
    base = None if old is None else old.sha256
    if found.blocked:
        return ("keep", "") if there in {None, base} else ("conflict", "blocked")
    if here == there:
        return "same", ""
    if old is None:
        return ("create", "") if here is None else ("conflict", "foreign")
    if new is None:
        return ("delete", "") if here == base else ("keep", "") if old.policy == "seeded" else ("conflict", "unwanted")
    if new.owner == BLUEPRINT and new.policy == "managed":
        return ("create", "") if here is None else ("update", "") if here == base else ("conflict", "both")
    if here is None or new.policy == "seeded":
        return "keep", "deleted" if here is None else ""
    return ("update", "") if here == base else ("keep", "") if there == base else ("conflict", "both")


def _entry(change: Change, new: File | None, old: Entry | None) -> Entry | None:
    """The line of the lock: the hash of what the reader has got from us, not of what is kept from him."""
    if new is None or new.owner == READER:
        return None
    taken = old is None or change.action not in {"keep", "conflict"}
    return Entry(change.path, new.owner, new.policy, new.sha256 if taken or old is None else old.sha256)
