"""The quick answer to "has anything changed?" is never a wrong yes."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import Pintu
from tinypack import BLUEPRINT, write_files

from pintu import unchanged
from pintu.unchanged import Inputs, begin, is_unchanged, remember


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one file, made from a blueprint and a folder of templates, all of it a minute old."""
    files = {"in/blueprint.yaml": "one", "in/templates/a": "a", "out/README.md": "text", "out/.pintu/base/x": "x"}
    write_files(tmp_path, files)
    (tmp_path / "link").symlink_to("nowhere")
    start = begin(tmp_path / "in/blueprint.yaml")
    inputs = Inputs((tmp_path / "in/logo.png",), (tmp_path / "in/templates", tmp_path / "in/pack"))
    remember(start, tmp_path / "out", inputs, {"README.md": sha256(tmp_path / "out/README.md"), "gone.md": None})
    return tmp_path


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def ask(project: Path) -> bool:
    return is_unchanged(project / "in/blueprint.yaml", project / "out")


def age(project: Path) -> None:
    """Let the state be of a time when every file had been old: what is new is what one hashes."""
    state = json.loads((project / "out" / unchanged.STATE).read_text("utf-8"))
    state["at"] += 60 * 10**9
    (project / "out" / unchanged.STATE).write_text(json.dumps(state), "utf-8")


def test_nothing_has(project: Path) -> None:
    age(project)
    assert ask(project)


CHANGES: dict[str, Callable[[Path], object]] = {
    "the blueprint": lambda p: (p / "in/blueprint.yaml").write_text("two"),
    "a template": lambda p: (p / "in/templates/a").write_text("bb"),
    "a template more": lambda p: (p / "in/templates/b").write_text("b"),
    "a template less": lambda p: (p / "in/templates/a").unlink(),
    "a logo that was missing": lambda p: (p / "in/logo.png").write_text("png"),
    "a first file of a pack": lambda p: write_files(p / "in/pack", {"schemas/modules/x.yaml": ""}),
    "a file of the project": lambda p: (p / "out/README.md").write_text("edited"),
    "a file of the project, the same size": lambda p: (p / "out/README.md").write_text("TEXT"),
    "a deleted file of the project": lambda p: (p / "out/README.md").unlink(),
    "a deleted file that came back": lambda p: (p / "out/gone.md").write_text(""),
    "a link instead of a file": lambda p: (p / "link").rename(p / "out/README.md"),
    "base bytes": lambda p: (p / "out/.pintu/base/x").unlink(),
    "an unfinished write": lambda p: (p / "out/.pintu/txn").mkdir(),
    "the state itself": lambda p: (p / "out/.pintu/state.json").write_text("{"),
    "no state": lambda p: (p / "out/.pintu/state.json").unlink(),
    "a state of a stranger": lambda p: (p / "out/.pintu/state.json").write_text('{"made_by": [], "files": 3}'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_something_has(project: Path, change: Callable[[Path], object]) -> None:
    age(project)
    change(project)
    assert not ask(project)


def test_another_blueprint_or_another_python(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(project)
    (project / "in/other.yaml").write_text("one")
    assert not is_unchanged(project / "in/other.yaml", project / "out")
    monkeypatch.setattr(sys, "version", "another")
    assert not ask(project)


def test_a_pack_was_installed(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(project)
    (tmp_path / "site/gifts-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert not ask(project)


@pytest.mark.parametrize("name", ["in/blueprint.yaml", "out/README.md"])
def test_an_edit_within_the_same_tick_is_seen(project: Path, name: str) -> None:
    """The same size, times and inode: only the content tells, and it is looked at while the file is new."""
    file = project / name
    before = file.stat()
    state = json.loads((project / "out" / unchanged.STATE).read_text("utf-8"))
    with file.open("r+b") as opened:
        opened.write(b"X")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    rows = state["inputs" if name.startswith("in/") else "files"]
    row = rows[str(file.resolve()) if name.startswith("in/") else "README.md"]
    now = unchanged._seen(str(file), "")  # noqa: SLF001  as if the clock had not moved on
    assert now is not None
    row[0] = now[0]
    (project / "out" / unchanged.STATE).write_text(json.dumps(state), "utf-8")
    assert not ask(project)


def test_a_new_template_is_not_believed_until_it_is_old(project: Path) -> None:
    """Nobody kept its hash; the next run does the work again and knows more."""
    assert not ask(project)


def test_only_the_time_is_another(project: Path) -> None:
    """A checkout or a copy may touch files of the project; their hashes are known."""
    age(project)
    os.utime(project / "out/README.md")
    assert ask(project)


def test_what_was_compared_once_is_believed_later(project: Path) -> None:
    """New files of the project are read the first time, and no more once they are old."""
    for file in (project / "in/templates/a", project / "in/blueprint.yaml"):
        assert file.stat().st_mtime_ns > 0
    state = project / "out" / unchanged.STATE
    rows = json.loads(state.read_text("utf-8"))
    rows["inputs"] = {}
    rows["trees"] = []
    state.write_text(json.dumps(rows), "utf-8")
    assert ask(project)
    assert json.loads(state.read_text("utf-8"))["at"] > rows["at"]


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    (project / "out" / unchanged.STATE).unlink()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    remember(begin(project / "in/blueprint.yaml"), project / "out", Inputs((), ()), {})
    assert not (project / "out" / unchanged.STATE).exists()


class TestInGenerate:
    def test_the_second_time_nothing_is_read_or_rendered(
        self, blueprint: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(unchanged, "TICK", -(10**12))
        pintu("generate", str(blueprint), "-o", "out")
        monkeypatch.setattr("pintu.pipeline.check", None)
        monkeypatch.setattr("pintu.pipeline.draw", None)
        again = pintu("generate", str(blueprint), "-o", "out")
        assert (again.status, again.err) == (0, "out: nothing to do, everything is up to date.\n")

    def test_warnings_are_said_every_time(self, blueprint: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(unchanged, "TICK", -(10**12))
        own = "  - {page: about, path: pages/about/index, label: 关于}\n  - me\n"
        blueprint.write_text(BLUEPRINT.replace("  - me\n", own), "utf-8")
        assert "tab.page_missing" in pintu("generate", str(blueprint), "-o", "out").err
        assert "tab.page_missing" in pintu("generate", str(blueprint), "-o", "out").err
