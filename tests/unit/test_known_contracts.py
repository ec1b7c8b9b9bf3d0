"""Contracts come from the cache of those that were found right, and mean the same."""

from pathlib import Path

import pytest

from pintu.errors import PackError
from pintu.model.contract import Contract
from pintu.packs import contracts
from pintu.packs.builtin import builtin_root
from pintu.packs.contracts import read_contract, read_contracts
from pintu.stages.read_yaml import read_yaml

GIFT = """\
id: gift
title: {zh: 礼物, en: Gifts}
summary: {zh: 包装, en: Wrapping}
version: 1.0.0
provides: [gift]
settings:
  price: {type: number, format: money, default: 5, examples: [9.9], description: {zh: 价, en: Price}}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pintu" / "contracts"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of which the YAML was read."""
    names: list[str] = []

    def noted(path: Path, content: bytes | None = None) -> object:
        names.append(path.name)
        return read_yaml(path, content)

    monkeypatch.setattr(contracts, "read_yaml", noted)
    return names


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    (tmp_path / "gift.yaml").write_text(GIFT, "utf-8")
    return tmp_path / "gift.yaml"


def meaning(contract: Contract) -> dict[str, object]:
    """Everything that a contract says, and where some of it stands."""
    said = {name: getattr(contract, name) for name in contract.__slots__ if name != "document"}
    document = contract.document
    places = [document.where((key,), key=True) for key in document.data]
    return {**said, "data": document.data, "text": document.text, "file": document.file, "places": places}


def test_all_of_ours_mean_the_same(read: list[str]) -> None:
    first = read_contracts("builtin", builtin_root())
    assert len(read) == len(first)
    read.clear()
    second = read_contracts("builtin", builtin_root())
    assert read == []
    assert {id_: meaning(one) for id_, one in first.items()} == {id_: meaning(one) for id_, one in second.items()}


def test_a_changed_text_is_read(read: list[str], gift: Path) -> None:
    before = gift.stat()
    assert read_contract("pack", gift).settings[0].default == 5
    gift.write_text(GIFT.replace("default: 5", "default: 6"), "utf-8")
    assert gift.stat().st_size == before.st_size
    assert read_contract("pack", gift).settings[0].default == 6
    assert len(read) == 2


def test_a_wrong_one_stays_wrong(read: list[str], gift: Path) -> None:
    gift.write_text(GIFT.replace("default: 5", "default: five"), "utf-8")
    for _ in range(2):
        with pytest.raises(PackError) as refused:
            read_contract("pack", gift)
        assert [found.code for found in refused.value.diagnostics] == ["contract.bad_value"]
    assert len(read) == 2


def test_a_right_one_in_the_wrong_file(read: list[str], gift: Path) -> None:
    read_contract("pack", gift)
    with pytest.raises(PackError) as refused:
        read_contract("pack", gift.rename(gift.with_name("other.yaml")))
    assert [found.code for found in refused.value.diagnostics] == ["contract.other_name"]
    assert refused.value.diagnostics[0].where.line == 1
    assert read == ["gift.yaml"]


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"\xff\xff\n{}", None], ids=["lost", "no checksum", "no text", "other data"]
)
def test_a_damaged_cache_is_as_good_as_none(read: list[str], gift: Path, cache: Path, damage: bytes | None) -> None:
    expected = meaning(read_contract("pack", gift))
    (kept,) = (file for file in cache.rglob("*") if file.is_file())
    kept.write_bytes(kept.read_bytes().replace(b"5", b"6") if damage is None else damage)
    for _ in range(2):
        assert meaning(read_contract("pack", gift)) == expected
    assert len(read) == 2, "it is whole again"


def test_a_changed_check_asks_anew(read: list[str], gift: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_contract("pack", gift)
    monkeypatch.setattr("pintu.packs.known._read_by", lambda: "something else")
    read_contract("pack", gift)
    assert len(read) == 2


def test_without_a_cache(read: list[str], gift: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(gift))
    for _ in range(2):
        assert read_contract("pack", gift).id == "gift"
    assert len(read) == 2
