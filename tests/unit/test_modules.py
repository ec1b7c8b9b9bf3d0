"""`pintu modules`."""

from pathlib import Path

import pytest
from commanding import Pintu, program
from giving import gift_shop


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pintu:
    """The program in a folder with the pack, speaking English."""
    gift_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    return program(capsys)


def test_lists_every_module_in_reach(pintu: Pintu) -> None:
    result = pintu("modules")
    names = [line.split()[0] for line in result.out.splitlines()[1:]]
    assert result.status == 0
    assert {"identity", "catalog", "wishlist", "wish_wrap"} <= set(names)
    assert names == sorted(names)


def test_a_line_says_what_it_is(pintu: Pintu) -> None:
    line = next(line for line in pintu("modules").out.splitlines() if line.startswith("gift_note"))
    assert line.split("  ", 1)[1].split() == [
        *("Gift", "note", "stable", "wrapping", "or", "wishlist"),
        *("A", "hand-written", "card", "goes", "with", "the", "gift"),
    ]


def test_speaks_chinese(pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTU_LANG", "zh_CN.UTF-8")
    out = pintu("modules").out
    assert "心愿单" in out
    assert "wrapping 或 wishlist" in out


def test_of_one_vertical(pintu: Pintu) -> None:
    lines = pintu("modules", "--vertical", "florist").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["gift_bag", "gift_note", "gift_wrap", "wish_wrap", "wishlist"]


@pytest.mark.parametrize(("said", "meant"), [("florst", "Did you mean `florist`?"), ("zoo", "There are: ")])
def test_an_unknown_vertical(pintu: Pintu, said: str, meant: str) -> None:
    result = pintu("modules", "--vertical", said)
    assert (result.status, result.out) == (1, "")
    assert f"There is no vertical called `{said}`." in result.err
    assert meant in result.err


def test_as_json(pintu: Pintu) -> None:
    data = pintu("modules", "--vertical", "florist", "--format", "json").data
    assert data["outcome"] == "ok"
    wishlist = next(module for module in data["modules"] if module["id"] == "wishlist")
    assert wishlist["title"] == {"zh": "心愿单", "en": "Wish list"}
    assert wishlist["required_by"] == ["gift_note"]
    assert wishlist["bridged_by"] == ["wish_wrap"]
    assert wishlist["pack"] == "pack"


def test_an_error_as_json(pintu: Pintu) -> None:
    result = pintu("modules", "--vertical", "zoo", "--format", "json")
    assert result.status == 1
    assert result.data["outcome"] == "invalid"
    assert result.data["diagnostics"][0]["code"] == "vertical.unknown"
