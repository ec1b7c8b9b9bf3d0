"""`pintu blueprints`."""

from pathlib import Path

import pytest
from commanding import Pintu, program
from giving import gift_shop


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pintu:
    gift_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    return program(capsys)


def test_lists_the_verticals_with_their_modules(pintu: Pintu) -> None:
    result = pintu("blueprints")
    line = next(line for line in result.out.splitlines() if line.startswith("florist"))
    assert result.status == 0
    assert line.split("  ")[1].strip() == "Florist"
    assert "wishlist" in line
    assert "wish_wrap" in line
    assert line.endswith("  Flowers and gifts")


def test_in_chinese(pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTU_LANG", "zh")
    line = next(line for line in pintu("blueprints").out.splitlines() if line.startswith("florist"))
    assert line.split("  ")[1].strip() == "花店"
    assert line.endswith("  鲜花与礼品包装")


def test_as_json(pintu: Pintu) -> None:
    data = pintu("blueprints", "--format", "json").data
    florist = next(blueprint for blueprint in data["blueprints"] if blueprint["id"] == "florist")
    assert florist["title"] == {"zh": "花店", "en": "Florist"}
    assert florist["summary"] == {"zh": "鲜花与礼品包装", "en": "Flowers and gifts"}
    assert florist["example"] == "晨露花坊"
    assert florist["file"] == "florist.yaml"
    assert [tab["page"] for tab in florist["tabs"]] == ["home", "wishlist.list", "me"]
    because = {module["id"]: module["because"] for module in florist["modules"]}
    assert because["wish_wrap"] == {"reason": "bridge", "joins": ["wishlist", "gift_wrap"]}
    assert because["catalog"] == {"reason": "required", "by": "wishlist", "capability": "catalog"}
    assert because["wishlist"]["reason"] == "blueprint"


def test_the_vertical_that_ships_with_pintu(capsys: pytest.CaptureFixture[str]) -> None:
    data = program(capsys)("blueprints", "--format", "json").data
    assert "retail" in [blueprint["id"] for blueprint in data["blueprints"]]


def test_a_broken_blueprint_of_a_pack_says_where(pintu: Pintu, tmp_path: Path) -> None:
    file = tmp_path / "pack" / "blueprints" / "florist.yaml"
    file.write_text(file.read_text("utf-8").replace("wishlist.list", "wishlist.lost"), "utf-8")
    result = pintu("blueprints")
    assert (result.status, result.out) == (1, "")
    assert f"{file}:3:" in result.err
