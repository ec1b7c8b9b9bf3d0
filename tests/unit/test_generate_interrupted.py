"""What `pintu generate` says of writes that did not go straight."""

import threading
from pathlib import Path

import pytest
from commanding import Pintu
from tinypack import write_files
from trees import contents

from pintu import pipeline
from pintu.stages import write as writing
from pintu.stages.write_journal import commit
from pintu.stages.write_mutex import held

NAME = "backend/app/modules/catalog/service.py"


@pytest.fixture
def out(builtin: Path, blueprint: Path, pintu: Pintu, tmp_path: Path) -> Path:
    """A generated project whose template has another price now."""
    assert pintu("generate", str(blueprint), "-o", "out").status == 0
    write_files(builtin / "templates/backend/modules/catalog", {"service.py": "PRICE = 2\n"})
    return tmp_path / "out"


@pytest.mark.parametrize("command", [["generate"], ["generate", "--dry-run"], ["diff"]], ids=str)
def test_the_next_command_finishes_what_was_begun(out: Path, pintu: Pintu, command: list[str]) -> None:
    changes = pipeline.compare(pipeline.check(out / "blueprint.yaml"), out)
    with held(out):
        commit(changes, {})
    told = pintu(*command, str(out / "blueprint.yaml"))
    assert told.status == 0
    assert f"{out}: a write that was interrupted is finished now (1 files)." in told.err
    assert (out / NAME).read_text() == "PRICE = 2\n"


def test_an_edit_after_the_interruption_is_kept_and_named(out: Path, pintu: Pintu) -> None:
    changes = pipeline.compare(pipeline.check(out / "blueprint.yaml"), out)
    with held(out):
        commit(changes, {})
    write_files(out, {NAME: "PRICE = 3\n"})
    told = pintu("generate", str(out / "blueprint.yaml"))
    assert told.status == 1
    assert f"{NAME} was edited while files were being written: it is kept" in told.err
    assert (out / NAME).read_text() == "PRICE = 3\n"


def test_an_edit_during_the_write_ends_with_1(
    blueprint: Path, out: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit_and_commit(*arguments: object) -> None:
        write_files(out, {NAME: "PRICE = 3\n"})
        commit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "commit", edit_and_commit)
    told = pintu("generate", str(blueprint), "-o", "out")
    assert (told.status, f"{NAME} was edited while files were being written" in told.err) == (1, True)
    assert (out / NAME).read_text() == "PRICE = 3\n"


def test_two_at_once(blueprint: Path, out: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one ends when it hears that it is waited for."""
    holding, wanted = threading.Event(), threading.Event()

    def other() -> None:
        with held(out):
            holding.set()
            wanted.wait(10)

    monkeypatch.setattr("pintu.commands.recovery.waiting", wanted.set)
    thread = threading.Thread(target=other)
    thread.start()
    holding.wait(10)
    told = pintu("generate", str(blueprint), "-o", "out")
    thread.join()
    assert (told.status, wanted.is_set()) == (0, True)
    assert (out / NAME).read_text() == "PRICE = 2\n"


def test_interrupted_before_anything_was_decided(
    blueprint: Path, out: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = contents(out)
    with monkeypatch.context() as patched:
        patched.setattr("pintu.stages.write_files.create", interrupt)
        assert pintu("generate", str(blueprint), "-o", "out").status == 130
    assert {name: content for name, content in contents(out).items() if "/txn/" not in name} == before
    assert pintu("generate", str(blueprint), "-o", "out").status == 0
    assert not (out / ".pintu/txn").exists()
