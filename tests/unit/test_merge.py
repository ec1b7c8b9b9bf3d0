"""Merging on values: a dictionary stands for the disk."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import tree

from pintu.content import fingerprint
from pintu.model.changes import Change
from pintu.model.lock import Entry, Lock
from pintu.model.tree import File, Tree
from pintu.stages.disk import Found
from pintu.stages.lock import parse_lock, print_lock
from pintu.stages.merge import combine, decide

PATHS = ("a.py", "b.py", "pages/c.js", "pages/d.wxml", "demo.yaml")
CONTENTS = (b"one\n", b"two\n", b"three\n", b"one\r\n", b"\x00\x01", b"")
Disk = dict[str, bytes]

trees = st.builds(
    tree,
    st.dictionaries(st.sampled_from(PATHS), st.sampled_from(CONTENTS)),
    seeded=st.sampled_from([(), ("demo.yaml",)]),
)
edits = st.dictionaries(st.sampled_from([*PATHS, "own.py"]), st.none() | st.sampled_from([*CONTENTS, b"edited\n"]))


def generated(project: Tree, lock: Lock, disk: Disk) -> tuple[tuple[Change, ...], Lock, Disk]:
    """What the disk is after generating; as it was where that is refused."""
    changes, new_lock, _ = combine(project, lock, lambda path: Found(disk.get(path)))
    if any(change.action == "conflict" for change in changes):
        return changes, lock, disk
    after = dict(disk)
    for change in changes:
        if change.action == "delete":
            del after[change.path]
        elif change.after is not None:
            after[change.path] = change.after
    return changes, new_lock, after


def edited(disk: Disk, changes: Mapping[str, bytes | None]) -> Disk:
    return {path: content for path, content in {**disk, **changes}.items() if content is not None}


def paths(changes: Iterable[Change], action: str) -> set[str]:
    return {change.path for change in changes if change.action == action}


@given(trees)
def test_twice_changes_nothing(project: Tree) -> None:
    _, lock, disk = generated(project, Lock(), {})
    changes, again, same = generated(project, lock, disk)
    assert {change.action for change in changes} <= {"same"}
    assert (again, same) == (lock, disk)
    assert disk == {path: file.content for path, file in project.files.items()}


@given(trees, edits, trees)
def test_no_edited_file_is_lost(first: Tree, by_hand: Mapping[str, bytes | None], second: Tree) -> None:
    _, lock, disk = generated(first, Lock(), {})
    mine = edited(disk, by_hand)
    _, _, after = generated(second, lock, mine)
    for path, content in mine.items():
        entry = lock.entries.get(path)
        is_edit = entry is None or fingerprint(content) != entry.sha256
        if is_edit:
            assert fingerprint(after[path]) == fingerprint(content)


@given(trees, edits, trees)
def test_what_nobody_edited_follows(first: Tree, by_hand: Mapping[str, bytes | None], second: Tree) -> None:
    _, lock, disk = generated(first, Lock(), {})
    mine = edited(disk, by_hand)
    changes, _, after = generated(second, lock, mine)
    if paths(changes, "conflict"):
        assert after == mine
        return
    for path in PATHS:
        untouched = path not in by_hand
        new = second.files.get(path)
        if untouched and new is None:
            assert path not in after
        elif untouched and new is not None and (new.policy == "managed" or path not in disk):
            assert fingerprint(after[path]) == fingerprint(new.content)


@given(trees, edits, trees)
def test_going_on_from_a_refusal_or_not_settles(first: Tree, by_hand: Mapping[str, bytes | None], second: Tree) -> None:
    """After a generation that was not refused, the next one has nothing to do and the lock is the same text."""
    _, lock, disk = generated(first, Lock(), {})
    changes, lock, disk = generated(second, lock, edited(disk, by_hand))
    if not paths(changes, "conflict"):
        again, same_lock, same_disk = generated(second, lock, disk)
        assert {change.action for change in again} <= {"same", "keep"}
        assert same_disk == disk
        assert print_lock(same_lock) == print_lock(lock)


@given(trees)
def test_a_lock_is_read_as_it_was_printed(project: Tree) -> None:
    _, lock, _ = generated(project, Lock(), {})
    assert parse_lock(print_lock(lock)) == lock


A, B, Y = b"a\n", b"b\n", b"mine\n"


@pytest.mark.parametrize(
    ("lock", "disk", "new", "action", "reason"),
    [
        (None, None, A, "create", ""),
        (None, A, A, "same", ""),
        (None, Y, A, "conflict", "foreign"),
        (A, A, A, "same", ""),
        (A, b"a\r\n", A, "same", ""),
        (A, A, B, "update", ""),
        (A, Y, A, "keep", ""),
        (A, Y, B, "conflict", "both"),
        (A, B, B, "same", ""),
        (A, None, A, "keep", "deleted"),
        (A, None, B, "keep", "deleted"),
        (A, A, None, "delete", ""),
        (A, None, None, "same", ""),
        (A, Y, None, "conflict", "unwanted"),
    ],
)
def test_the_table(lock: bytes | None, disk: bytes | None, new: bytes | None, action: str, reason: str) -> None:
    old = None if lock is None else Entry("x", "app", "managed", fingerprint(lock))
    wanted = None if new is None else File(new, "app")
    assert decide(wanted, old, Found(disk)) == (action, reason)


@pytest.mark.parametrize(
    ("new", "expected"), [(A, ("keep", "")), (B, ("conflict", "blocked")), (None, ("keep", ""))], ids=str
)
def test_a_link_is_an_edit(new: bytes | None, expected: tuple[str, str]) -> None:
    old = Entry("x", "app", "managed", fingerprint(A))
    assert decide(File(new, "app") if new else None, old, Found(blocked=True)) == expected


def test_what_was_deleted_by_hand_can_come_back_and_follow() -> None:
    """The lock keeps the hash of what the reader last had, so that a restored file is not taken for an edit."""
    _, lock, disk = generated(tree({"a.py": A}), Lock(), {})
    _, lock, disk = generated(tree({"a.py": B}), lock, edited(disk, {"a.py": None}))
    assert disk == {}
    _, _, disk = generated(tree({"a.py": B}), lock, {"a.py": A})
    assert disk == {"a.py": B}


def test_seeded_files_are_written_once() -> None:
    seeded = ("demo.yaml",)
    _, lock, disk = generated(tree({"demo.yaml": A}, seeded=seeded), Lock(), {})
    changes, lock, disk = generated(tree({"demo.yaml": B}, seeded=seeded), lock, disk)
    assert (paths(changes, "keep"), disk) == ({"demo.yaml"}, {"demo.yaml": A})
    changes, _, disk = generated(tree({}), lock, edited(disk, {"demo.yaml": Y}))
    assert (paths(changes, "conflict"), disk) == (set(), {"demo.yaml": Y})


def test_line_endings_of_the_reader_stay() -> None:
    _, lock, disk = generated(tree({"a.py": b"1\n2\n3\n"}), Lock(), {})
    _, _, disk = generated(tree({"a.py": b"1\n2\n4\n"}), lock, {"a.py": disk["a.py"].replace(b"\n", b"\r\n")})
    assert disk == {"a.py": b"1\r\n2\r\n4\r\n"}


def test_an_edited_input_is_a_conflict_from_outside_and_the_readers_from_inside() -> None:
    outside = tree({"blueprint.yaml": A, "x.py": A}, inputs=("blueprint.yaml",))
    _, lock, disk = generated(outside, Lock(), {})
    mine = edited(disk, {"blueprint.yaml": Y})
    changes, _, _ = generated(outside, lock, mine)
    assert paths(changes, "conflict") == {"blueprint.yaml"}
    changes, same, after = generated(tree({"x.py": A}, in_place=True), lock, mine)
    assert paths(changes, "same") == {"x.py"}
    assert (same, after) == (lock, mine)


def test_a_deleted_input_comes_again_from_outside() -> None:
    outside = tree({"blueprint.yaml": A}, inputs=("blueprint.yaml",))
    _, lock, _ = generated(outside, Lock(), {})
    assert generated(outside, lock, {})[2] == {"blueprint.yaml": A}


@pytest.mark.parametrize(
    "line",
    [
        f"{'0' * 64} managed app ../outside",
        f"{'0' * 64} managed app /etc/passwd",
        f"{'0' * 64} managed app .git/hooks/post-checkout",
        f"{'0' * 64} managed app pages/../../x",
        f"{'0' * 64} stolen app x",
        "../../x managed app x",
        "<<<<<<< HEAD",
    ],
)
def test_a_lock_that_nobody_wrote_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="3"):
        parse_lock(f"app = shop\n\n{line}\n".encode())
