"""`pintu show`."""

from pathlib import Path

import pytest
from commanding import Pintu, program
from giving import gift_shop

from pintu.points import POINTS


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pintu:
    gift_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    return program(capsys)


def cells(out: str, line: str) -> list[str]:
    """The columns of the line that starts with `line`."""
    found = next(row for row in out.splitlines() if row.strip().startswith(line))
    return [cell.strip() for cell in found.split("  ") if cell.strip()]


def test_a_module(pintu: Pintu) -> None:
    result = pintu("show", "wishlist")
    assert result.status == 0
    assert result.out.splitlines()[:2] == [
        "wishlist  Wish list  1.2.0  beta",
        "Customers note what they like; the home page reminds them",
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("Requires", ["Requires", "identity, catalog"]),
        ("Required by", ["Required by", "gift_note"]),
        ("Joined by", ["Joined by", "wish_wrap"]),
        ("Made for", ["Made for", "florist, retail"]),
        ("GET     /api/v1/staff", ["GET", "/api/v1/staff/wishes", "wishlist.read", "最受欢迎的商品"]),
        ("keep_for", ["keep_for", "duration", "90d", "30d", "How long an item is kept"]),
        ("wishlist.shared", ["wishlist.shared", "A friend's wish list", "modules/wishlist/pages/shared/index"]),
        ("wishlist.list  ", ["wishlist.list", "心愿单", "pages/wishlist/list/index"]),
        ("wishlist.list  Wishes", ["wishlist.list", "Wishes", "bouquet"]),
        ("wishes", ["wishes", "My wishes", "list"]),
        ("wish  ", ["wish", "Note it", "icon", "none", "addWish"]),
        ("back_in_stock", ["back_in_stock", "Back in stock", "wish.added"]),
        ("wishlist.forget", ["wishlist.forget", "timer", "timedelta(days=1)"]),
        ("wishlist.read", ["wishlist.read", "Read wish lists"]),
        ("wish.added", ["wish.added", "A customer has noted an item"]),
        ("WishView", ["WishView", "心愿", "wishlist.read"]),
        ("WISHLIST_SHARE_KEY", ["WISHLIST_SHARE_KEY", "yes", "yes", "Key that signs shared lists"]),
        ("getFuzzyLocation", ["getFuzzyLocation", "推荐附近有货的门店"]),
        ("wish_strip", ["wish_strip", "wish-strip", "yes", "limit"]),
        ("segno", ["segno>=1.6"]),
    ],
)
def test_all_about_a_module(pintu: Pintu, start: str, expected: list[str]) -> None:
    assert cells(pintu("show", "wishlist").out, start) == expected


def test_alternatives_and_conflicts(pintu: Pintu) -> None:
    assert cells(pintu("show", "gift_note").out, "Requires") == ["Requires", "wrapping or wishlist"]
    assert cells(pintu("show", "gift_bag").out, "Not with") == ["Not with", "gift_wrap"]
    assert cells(pintu("show", "wish_wrap").out, "Comes in with") == ["Comes in with", "wishlist, gift_wrap"]


def test_how_large_it_is(pintu: Pintu, tmp_path: Path) -> None:
    backend = tmp_path / "pack" / "templates" / "backend" / "modules" / "wishlist"
    ours = [path for path in backend.rglob("*") if path.is_file() and "tests" not in path.parts]
    (backend / "__pycache__").mkdir()
    (backend / "__pycache__" / "x.pyc").write_bytes(b"")
    files = pintu("show", "wishlist", "--format", "json").data["module"]["files"]
    assert files == {"backend": len(ours), "tests": 2, "miniprogram": 21}


def test_every_point_is_in_the_json(pintu: Pintu) -> None:
    module = pintu("show", "wishlist", "--format", "json").data["module"]
    assert {point.name: len(module[point.name]) for point in POINTS} == {
        "admin": 1,
        "alarm_actions": 0,
        "env": 1,
        "events": 1,
        "home_blocks": 2,
        "icons": 1,
        "jobs": 1,
        "me_entries": 2,
        "messages": 1,
        "on_launch": 1,
        "order_actions": 0,
        "pages": 2,
        "parts": 1,
        "permissions": 1,
        "privacy": 1,
        "product_actions": 1,
        "python": 1,
        "routes": 4,
        "seeds": 1,
        "settings": 2,
        "tabs": 1,
        "tracks": 1,
    }
    assert module["settings"][0]["description"] == {"zh": "心愿单一次显示几件", "en": "How many items the list shows"}
    assert module["pages"][0]["path"] == "pages/wishlist/list/index"


def test_a_vertical(pintu: Pintu) -> None:
    result = pintu("show", "florist")
    assert result.status == 0
    assert result.out.splitlines()[:2] == ["florist  Florist", "Flowers and gifts"]
    assert cells(result.out, "Its example") == ["Its example", "晨露花坊"]
    assert cells(result.out, "Home") == ["Home", "wish_strip, wish_card"]
    assert cells(result.out, "catalog") == ["catalog", "Catalog", "required by `wishlist`, which needs `catalog`"]
    assert cells(result.out, "gift_wrap") == ["gift_wrap", "Gift wrapping", "named by the blueprint"]
    assert cells(result.out, "wish_wrap") == ["wish_wrap", "Wrapped wishes", "joins `wishlist`, `gift_wrap`"]
    assert cells(result.out, "florist  花艺师") == ["florist", "花艺师", "store", "wishlist.read"]


def test_a_vertical_as_json(pintu: Pintu) -> None:
    blueprint = pintu("show", "florist", "--format", "json").data["blueprint"]
    assert blueprint["home"][0] == {"block": "wish_strip", "module": "wishlist", "options": {"limit": 6}}
    assert blueprint["roles"] == [{"id": "florist", "label": "花艺师", "can": ["wishlist.read"], "scope": "store"}]


def test_in_chinese(pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTU_LANG", "zh")
    said = pintu("show", "wishlist").out
    assert cells(said, "被依赖") == ["被依赖", "gift_note"]
    assert cells(said, "wishlist.list  心愿 ") == ["wishlist.list", "心愿", "bouquet"]
    assert cells(said, "back_in_stock") == ["back_in_stock", "到货提醒", "wish.added"]


@pytest.mark.parametrize("name", ["whishlist", "Wishlist"])
def test_a_misspelt_name(pintu: Pintu, name: str) -> None:
    result = pintu("show", name)
    assert (result.status, result.out) == (1, "")
    assert "Did you mean `wishlist`?" in result.err


def test_an_unknown_name(pintu: Pintu) -> None:
    result = pintu("show", "zoo")
    assert result.status == 1
    assert "`pintu modules` and `pintu blueprints` list what there is." in result.err
