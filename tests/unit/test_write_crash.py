"""A process that is killed at any point of a write, and again while the next one recovers, tears nothing."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from trees import generate, locked, on_disk, tree

from pintu.content import fingerprint
from pintu.stages import write_files
from pintu.stages.lock import LOCK, parse_lock
from pintu.stages.merge import merge
from pintu.stages.write import recover, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")

WRITING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link"}
OLD = {
    "a.py": b"a\n",
    "b/c.py": b"old\n" * 9,
    "b/gone.py": b"gone\n",
    "d/e/gone.py": b"gone too\n",
    "f.png": b"\x89\0\1",
}
NEW = {"a.py": b"a\n", "b/c.py": b"new\n" * 9, "f.png": b"\x89\0\2", "g/h/new.sh": b"#!/bin/sh\n"}


def die_at(point: int) -> None:
    """Kill this process before its `point`-th change to the file system; a write is torn in the middle."""
    left = [point]
    really_write = os.write

    def passes() -> bool:
        left[0] -= 1
        return left[0] == 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in WRITING or opens) and passes():
            os.kill(os.getpid(), signal.SIGKILL)

    def torn(descriptor: int, data: memoryview) -> int:
        if passes():
            really_write(descriptor, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return really_write(descriptor, data)

    sys.addaudithook(hook)
    os.write = torn  # type: ignore[assignment]


def killed(point: int, action: Callable[[], object]) -> bool:
    """Run `action` in a process of its own that dies at `point`; False when it came to its end before."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            write_files.FEW = sys.maxsize
            die_at(point)
            action()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def check_promises(root: Path, expected: Mapping[str, bytes]) -> None:
    """No leftovers; the lock names exactly what is there, with base bytes for each."""
    assert not (root / ".pintu" / "txn").exists()
    assert locked(root) == {path: fingerprint(content) for path, content in expected.items()}
    bases = {file.name: fingerprint(file.read_bytes()) for file in (root / ".pintu" / "base").iterdir()}
    assert all(name == sha256 for name, sha256 in bases.items())
    assert {entry.sha256 for entry in parse_lock((root / LOCK).read_bytes()).entries.values()} <= bases.keys()


@pytest.fixture(autouse=True)
def _no_flushing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process has written stays in the system's memory; only a power cut needs the flush."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    generate(tree(OLD), tmp_path / "project")
    return tmp_path / "project"


def test_killed_at_every_point_and_again_while_recovering(project: Path, tmp_path: Path) -> None:
    pristine = tmp_path / "pristine"
    shutil.copytree(project, pristine)
    outcomes = set()
    point, died = 0, True
    while died:
        point += 1
        shutil.rmtree(project)
        shutil.copytree(pristine, project)
        died = killed(point, lambda: write(merge(tree(NEW), project)))
        killed(1 + point * 7 % 23, lambda: recover(project))
        recover(project)
        now = on_disk(project)
        assert now in (OLD, NEW), f"torn at {point}"
        check_promises(project, now)
        outcomes.add(now == NEW)
        generate(tree(NEW), project)
        assert on_disk(project) == NEW
    assert outcomes == {True, False}
    assert point > 25


def test_an_edit_after_the_crash_is_kept_with_its_line(project: Path, tmp_path: Path) -> None:
    pristine, old_lines = tmp_path / "pristine", locked(project)
    shutil.copytree(project, pristine)
    kept = 0
    point, died = 0, True
    while died:
        point += 1
        shutil.rmtree(project)
        shutil.copytree(pristine, project)
        died = killed(point, lambda: write(merge(tree(NEW), project)))
        (project / "b/c.py").write_bytes(b"edited\n")
        report = recover(project)
        now = on_disk(project)
        assert now in ({**OLD, "b/c.py": b"edited\n"}, {**NEW, "b/c.py": b"edited\n"})
        if report and report.kept:
            kept += 1
            assert report.kept == ("b/c.py",)
            assert locked(project)["b/c.py"] == old_lines["b/c.py"]
            assert (project / ".pintu" / "base" / old_lines["b/c.py"]).is_file()
    assert kept


def test_the_first_generation_is_there_or_not(tmp_path: Path) -> None:
    root = tmp_path / "fresh" / "project"
    point, died = 0, True
    while died:
        point += 1
        shutil.rmtree(root.parent, ignore_errors=True)
        died = killed(point, lambda: write(merge(tree(NEW), root)))
        assert not root.exists() or on_disk(root) == NEW
        generate(tree(NEW), root)
        assert on_disk(root) == NEW
        assert [entry.name for entry in root.parent.iterdir()] == ["project"], (
            "what the killed process had begun is cleared away"
        )
    assert point > 15


def test_a_lock_from_elsewhere_puts_a_journal_aside(project: Path) -> None:
    """Another branch is checked out after the crash: nothing of the old plan is carried out there."""
    point, before = 0, OLD
    while before == OLD:
        recover(project)
        generate(tree(OLD), project)
        point += 1
        assert killed(point, lambda: write(merge(tree(NEW), project)))
        before = on_disk(project)
    assert before != NEW
    assert (project / ".pintu" / "txn" / "journal.json").exists()
    (project / LOCK).write_bytes(b"app = shop\n\n")
    assert recover(project) is None
    assert on_disk(project) == before
    assert not (project / ".pintu" / "txn").exists()
