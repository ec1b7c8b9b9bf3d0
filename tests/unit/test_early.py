"""The quick way through `pintu generate` takes only what it is sure of."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from commanding import Pintu

from pintu import early, unchanged
from pintu.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], ("blueprint.yaml", ".")),
        (["blueprint.yaml"], ("blueprint.yaml", ".")),
        (["shop/blueprint.yaml"], ("shop/blueprint.yaml", "shop")),
        (["tea.yaml", "-o", "out"], ("tea.yaml", "out")),
        (["-o", "out", "tea.yaml"], ("tea.yaml", "out")),
        (["tea.yaml", "--output", "out"], ("tea.yaml", "out")),
        (["tea.yaml"], None),
        (["tea.yaml", "-o", "out", "--locked"], None),
        (["--dry-run"], None),
        (["tea.yaml", "-o", "--diff"], None),
        (["-o", "out", "--diff"], None),
        (["--help"], None),
        (["a", "b"], None),
    ],
)
def test_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], asked: tuple[str, str] | None
) -> None:
    questions: list[tuple[str, str]] = []

    def note(blueprint: Path, root: Path) -> bool:
        questions.append((str(blueprint), str(root)))
        return True

    monkeypatch.setattr(early, "is_unchanged", note)
    assert early.nothing_to_generate(arguments) is (asked is not None)
    assert questions == ([asked] if asked else [])


def test_says_what_the_command_says(
    blueprint: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(unchanged, "TICK", -(10**12))
    command = ["generate", str(blueprint), "-o", "out"]
    pintu(*command)
    slowly = pintu(*command)
    monkeypatch.setattr(sys, "argv", ["pintu", *command])
    monkeypatch.setattr("pintu.cli.run", None)
    assert main() == 0
    assert capsys.readouterr().err == slowly.err


def test_something_has_changed(blueprint: Path, pintu: Pintu) -> None:
    pintu("generate", str(blueprint))
    blueprint.write_text(blueprint.read_text("utf-8") + "# a remark\n", "utf-8")
    assert not early.nothing_to_generate([str(blueprint)])
