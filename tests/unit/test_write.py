"""Writing when something goes wrong, or somebody else is there as well."""

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from trees import contents, generate, locked, on_disk, tree

from pintu.content import digest
from pintu.errors import ConflictError, UserError
from pintu.stages.lock import LOCK
from pintu.stages.merge import merge
from pintu.stages.write import recover, write
from pintu.stages.write_mutex import held, is_held

OLD = {"a.py": b"a\n", "b/c.py": b"old\n", "gone.py": b"-\n"}
NEW = {"a.py": b"a\n", "b/c.py": b"new\n", "d/e.py": b"+\n"}


@pytest.fixture(autouse=True)
def _no_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No base bytes that an earlier test has written: how often one writes does not depend on it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    generate(tree(OLD), tmp_path / "project")
    return tmp_path / "project"


def failing(at: int, number: int, real: Callable[..., object]) -> Callable[..., object]:
    """`real`, but its `at`-th call fails as the operating system does."""
    calls = iter(range(1, 1000))

    def call(*arguments: object, **named: object) -> object:
        if next(calls) == at:
            raise OSError(number, os.strerror(number), "somewhere")
        return real(*arguments, **named)

    return call


class TestEditedMeanwhile:
    """Between the comparison and the write."""

    def test_is_kept_and_named_with_its_old_line(self, project: Path) -> None:
        before, changes = locked(project), merge(tree(NEW), project)
        (project / "b/c.py").write_bytes(b"mine\n")
        report = write(changes)
        assert report is not None
        assert (report.kept, report.written, report.deleted) == (("b/c.py",), ("d/e.py",), ("gone.py",))
        assert on_disk(project) == {**NEW, "b/c.py": b"mine\n"}
        assert locked(project)["b/c.py"] == before["b/c.py"]
        assert {change.reason for change in merge(tree(NEW), project).of("conflict")} == {"both"}

    def test_a_file_that_appeared_is_kept(self, project: Path) -> None:
        changes = merge(tree(NEW), project)
        (project / "d").mkdir()
        (project / "d/e.py").write_bytes(b"mine\n")
        report = write(changes)
        assert report is not None
        assert report.kept == ("d/e.py",)
        assert "d/e.py" not in locked(project)

    def test_a_folder_or_a_link_in_the_way_is_kept(self, project: Path) -> None:
        changes = merge(tree(NEW), project)
        (project / "b/c.py").unlink()
        (project / "b/c.py").symlink_to(project / "a.py")
        (project / "d").write_bytes(b"a file now\n")
        report = write(changes)
        assert report is not None
        assert report.kept == ("b/c.py", "d/e.py")
        assert (project / "a.py").read_bytes() == b"a\n"


class TestAnotherProcess:
    def test_is_waited_for(self, project: Path) -> None:
        """It ends when it hears that somebody waits: no clock is involved."""
        holding, wanted = threading.Event(), threading.Event()

        def other() -> None:
            with held(project):
                holding.set()
                wanted.wait(10)

        thread = threading.Thread(target=other)
        thread.start()
        holding.wait(10)
        assert is_held(project)
        assert write(merge(tree(NEW), project), wanted.set) is not None
        thread.join()
        assert wanted.is_set()
        assert on_disk(project) == NEW

    def test_was_quicker(self, project: Path) -> None:
        changes = merge(tree(NEW), project)
        generate(tree({**NEW, "z.py": b"z\n"}), project)
        before = contents(project)
        assert write(changes) is None, "the comparison is out of date"
        assert contents(project) == before

    def test_was_quicker_with_a_new_folder(self, tmp_path: Path) -> None:
        changes = merge(tree(OLD), tmp_path / "new")
        generate(tree(NEW), tmp_path / "new")
        assert write(changes) is None
        assert on_disk(tmp_path / "new") == NEW
        assert [entry.name for entry in tmp_path.iterdir()] == ["new"]

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
    def test_that_died_is_no_obstacle(self, project: Path) -> None:
        child = os.fork()
        if child == 0:
            with held(project):
                os._exit(9)
        os.waitpid(child, 0)
        assert (project / ".pintu/mutex").exists()
        generate(tree(NEW), project)
        assert on_disk(project) == NEW


class TestTheSystemRefuses:
    @pytest.mark.parametrize("call", range(1, 6))
    def test_a_full_disk_changes_nothing(self, project: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
        before = contents(project)
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", failing(call, errno.ENOSPC, os.write))
            with pytest.raises(UserError) as refused:
                write(merge(tree(NEW), project))
        assert [found.code for found in refused.value.diagnostics] == ["write.failed"]
        assert refused.value.diagnostics[0].args["reason"] == os.strerror(errno.ENOSPC)
        assert contents(project) == before
        generate(tree(NEW), project)
        assert on_disk(project) == NEW

    def test_a_full_disk_leaves_no_half_new_project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "write", failing(3, errno.ENOSPC, os.write))
        with pytest.raises(UserError):
            write(merge(tree(NEW), tmp_path / "new"))
        assert list(tmp_path.iterdir()) == []

    def test_half_way_the_next_command_finishes(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", failing(1, errno.EACCES, Path.unlink))
            with pytest.raises(UserError) as refused:
                write(merge(tree(NEW), project))
        assert [found.code for found in refused.value.diagnostics] == ["write.unfinished"]
        assert recover(project) is not None
        assert on_disk(project) == NEW

    def test_a_folder_that_is_closed_is_found_before(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Asked of the system, because tests may run as root, for whom nothing is closed."""
        before = contents(project)
        monkeypatch.setattr(os, "access", lambda place, _: Path(place) != project / "b")
        with pytest.raises(UserError) as refused:
            write(merge(tree(NEW), project))
        assert [(d.code, d.where.file) for d in refused.value.diagnostics] == [
            ("folder.not_writable", str(project / "b"))
        ]
        assert contents(project) == before


class TestNothingToDo:
    def test_takes_no_mutex(self, project: Path) -> None:
        (project / ".pintu/mutex").unlink()
        changes = merge(tree(OLD), project)
        assert changes.is_empty
        assert write(changes) is not None
        assert not (project / ".pintu/mutex").exists()

    def test_base_bytes_come_again(self, project: Path) -> None:
        for file in (project / ".pintu/base").iterdir():
            file.unlink()
        before = contents(project)
        generate(tree(OLD), project)
        assert len(contents(project)) == len(before) + len(OLD)


class TestAJournalFromAStranger:
    """It may have come with a repository."""

    @pytest.mark.parametrize("path", ["../outside.py", ".git/hooks/pre-commit", "/outside.py", ".pintu/mutex"])
    def test_names_no_path_that_is_not_ours(self, project: Path, path: str) -> None:
        folder = project / ".pintu/txn"
        (folder / "new").mkdir(parents=True)
        (folder / "new/0").write_bytes(b"evil\n")
        (folder / "lock").write_bytes((project / LOCK).read_bytes())
        rows = [{"path": path, "seen": None, "want": digest(b"evil\n")}]
        journal = {"operations": rows, "lock_seen": digest((project / LOCK).read_bytes())}
        (folder / "journal.json").write_text(json.dumps(journal))
        before = contents(project.parent)
        assert recover(project) is None
        assert not folder.exists()
        assert {k: v for k, v in before.items() if "/txn/" not in k} == contents(project.parent)

    def test_is_no_journal_at_all(self, project: Path) -> None:
        (project / ".pintu/txn").mkdir()
        (project / ".pintu/txn/journal.json").write_bytes(b"{")
        assert recover(project) is None
        assert on_disk(project) == OLD

    def test_leads_elsewhere(self, project: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (project / ".pintu/txn").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(ConflictError):
            recover(project)
