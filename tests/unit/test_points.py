"""Contribution points: the registry, and what each one makes of the modules of a pack."""

import importlib
import json
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from giving import gift_shop

from pintu import points
from pintu.errors import PackError
from pintu.messages import knows
from pintu.packs.builtin import builtin_root
from pintu.pipeline import Checked, check
from pintu.points import POINTS, fold_all
from pintu.points.point import Point

SHARED = {"links", "point", "words"}
"""Files of the package that several points share."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return check(gift_shop(tmp_path_factory.mktemp("shop")))


@pytest.fixture(scope="module")
def context(shop: Checked) -> Mapping[str, Any]:
    return fold_all(shop.resolution, shop.catalogue)


def test_parts_stand_with_the_page_that_shows_them(context: Mapping[str, Any]) -> None:
    path = "/modules/wishlist/components/wish-count/index"
    shown = {page: rows for page, rows in context["parts"].items() if rows}
    assert shown == {"product": [{"tag": "wishlist-wish-count", "path": path}]}


def test_every_file_is_a_registered_point() -> None:
    files = {module.name for module in pkgutil.iter_modules(points.__path__)} - SHARED
    assert {point.name for point in POINTS} == files
    for name in files:
        assert importlib.import_module(f"pintu.points.{name}").POINT in POINTS


def test_the_registry_is_alphabetical() -> None:
    names = [point.name for point in POINTS]
    assert names == sorted(names)


def test_the_contracts_schema_knows_the_same_points() -> None:
    schema = json.loads((builtin_root() / "schemas" / "module.schema.json").read_text("utf-8"))
    in_schema = set(schema["properties"]["contributes"]["properties"])
    assert in_schema == {point.name for point in POINTS if point.source == "contributes"}


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_point_can_be_shown(point: Point) -> None:
    assert point.title.zh
    assert point.title.en
    assert all(knows(f"column.{column}") for column in point.columns)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_point_says_what_an_entry_looks_like(point: Point) -> None:
    lines = (importlib.import_module(f"pintu.points.{point.name}").__doc__ or "").splitlines()
    assert any(line.startswith("    ") for line in lines) or point.source == "tree"


def test_pages_of_the_main_package_start_with_the_tabs(context: Mapping[str, Any]) -> None:
    assert context["main_pages"][:3] == ["pages/home/index", "pages/wishlist/list/index", "pages/me/index"]
    assert "pages/catalog/categories/index" in context["main_pages"]


def test_other_pages_are_in_a_subpackage_of_their_module(context: Mapping[str, Any]) -> None:
    found = {package["name"]: package for package in context["subpackages"]}
    assert found["wishlist"] == {
        "root": "modules/wishlist",
        "name": "wishlist",
        "pages": ["pages/shared/index"],
    }
    assert "gift_wrap" not in found


def test_a_page_says_where_it_is_and_what_it_is_for(context: Mapping[str, Any]) -> None:
    pages = {page["id"]: page for page in context["pages"]}
    assert pages["wishlist.list"] == {
        "id": "wishlist.list",
        "path": "pages/wishlist/list/index",
        "url": "/pages/wishlist/list/index",
        "title": "心愿",
        "role": "",
        "tab": True,
        "tab_index": 1,
    }
    assert pages["catalog.search"]["role"] == "search"
    assert pages["wishlist.shared"]["tab_index"] == -1
    assert pages["wishlist.shared"]["title"] == "朋友的心愿单"


def test_tabs_have_label_and_icon(context: Mapping[str, Any]) -> None:
    assert {
        "page": "wishlist.list",
        "path": "pages/wishlist/list/index",
        "label": "心愿",
        "icon": "bouquet",
    } in context["tabs"]


def test_home_blocks_keep_the_order_and_the_options_of_the_blueprint(context: Mapping[str, Any]) -> None:
    strip, card = context["home"]
    assert (strip["block"], strip["eager"], strip["options"]) == ("wish_strip", True, {"limit": 6})
    assert strip["component"] == "/pages/wishlist/components/wish-strip/index"
    assert (card["block"], card["eager"]) == ("wish_card", False)
    assert card["component"] == "/modules/wishlist/components/wish-card/index"


def test_entries_lead_to_full_page_ids_and_have_every_key(context: Mapping[str, Any]) -> None:
    entry = next(entry for entry in context["me_entries"] if entry["id"] == "wishes")
    assert entry == {
        "module": "wishlist",
        "id": "wishes",
        "label": "我的心愿单",
        "page": "wishlist.list",
        "icon": "bouquet",
        "layout": "row",
        "query": "",
        "badge_path": "",
        "badge_field": "",
    }
    action = context["product_actions"][0]
    assert (action["page"], action["tone"], action["needs"], action["handler"]) == (
        "wishlist.list",
        "icon",
        "none",
        "addWish",
    )


def test_an_action_of_orders_has_every_key(tmp_path: Path) -> None:
    blueprint = gift_shop(tmp_path)
    (tmp_path / "pack" / "schemas" / "modules" / "gift_note.yaml").write_text(
        "id: gift_note\ntitle: {zh: 贺卡, en: Gift note}\nsummary: {zh: 贺卡, en: A card}\nversion: 1.0.0\n"
        "contributes: {order_actions: [{id: read, label: 看贺卡, handler: readNote, confirm: 现在看吗？}]}\n",
        "utf-8",
    )
    checked = check(blueprint)
    assert fold_all(checked.resolution, checked.catalogue)["order_actions"] == [
        {
            "module": "gift_note",
            "id": "read",
            "label": "看贺卡",
            "icon": "",
            "tone": "secondary",
            "confirm": "现在看吗？",
            "after_create": False,
            "handler": "readNote",
        }
    ]


def test_messages_are_complete(context: Mapping[str, Any]) -> None:
    keyword = {"name": "thing1", "label": "温馨提示", "field": "", "text": "您收藏的商品到货了", "words": {}}
    assert [row for row in context["messages"] if row["module"] == "wishlist"] == [
        {
            "id": "wishlist.back_in_stock",
            "title": "到货提醒",
            "event": "wish.added",
            "kind": "service",
            "page": "pages/wishlist/list/index",
            "query": "",
            "keywords": [keyword],
            "module": "wishlist",
        }
    ]


def test_what_starts_with_the_mini_program_names_its_module(context: Mapping[str, Any]) -> None:
    assert {"id": "remind", "handler": "remindOfWishes", "module": "wishlist"} in context["on_launch"]


def test_what_is_noted_of_behaviour_and_the_funnel(context: Mapping[str, Any]) -> None:
    assert [row for row in context["tracks"] if row["module"] == "wishlist"] == [
        {
            "id": "wishlist.wished",
            "title": "收藏",
            "moment": "cart_added",
            "properties": [{"id": "sku_id", "fact": "skuId", "type": "id"}],
            "types": {"sku_id": "id"},
            "module": "wishlist",
        }
    ]
    steps = context["funnel"]
    assert steps.index("catalog.product_viewed") < steps.index("wishlist.wished")


def test_entries_are_sorted_by_order(context: Mapping[str, Any]) -> None:
    mine = [entry["id"] for entry in context["me_entries"] if entry["module"] in {"wishlist", "app"}]
    assert mine == ["wishes", "shared", "display", "about"]


def test_icons_are_carried_and_named_once(context: Mapping[str, Any]) -> None:
    icons = {icon["id"]: icon["data_uri"] for icon in context["icons"]}
    assert list(icons) == sorted(icons)
    assert icons["bouquet"].startswith("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'")
    assert '"' not in icons["bouquet"]
    assert "home" in icons


def test_privacy_is_declared_once_for_each_interface(context: Mapping[str, Any]) -> None:
    row = next(row for row in context["privacy"] if row["api"] == "getFuzzyLocation")
    assert row == {"api": "getFuzzyLocation", "purpose": "推荐附近有货的门店", "modules": ["wishlist"]}
    assert "getFuzzyLocation" in context["required_private_infos"]


def test_the_backend_gets_permissions_roles_events_and_variables(context: Mapping[str, Any]) -> None:
    assert {"id": "wishlist.read", "label": "查看心愿单", "module": "wishlist"} in context["permissions"]
    assert {"id": "staff.manage", "label": "管理员工与角色", "module": "app"} in context["permissions"]
    assert [role["id"] for role in context["roles"]] == ["florist"]
    assert {"id": "wish.added", "summary": "顾客收藏了一件商品", "module": "wishlist"} in context["events"]
    variable = next(row for row in context["env"] if row["name"] == "WISHLIST_SHARE_KEY")
    assert (variable["module"], variable["secret"], variable["description"]) == ("wishlist", True, "分享链接的签名密钥")
    needs = {row["name"]: row["need"] for row in context["env"]}
    assert (needs["WISHLIST_SHARE_KEY"], needs["FIELD_KEYS"], needs["LOG_FORMAT"]) == ("（必填）", "（必填）", "")


def test_dependencies_are_those_of_the_chosen_modules(context: Mapping[str, Any]) -> None:
    assert "segno>=1.6" in context["python"]
    assert any(requirement.startswith("fastapi") for requirement in context["python"])
    assert context["python"] == sorted(set(context["python"]))


def test_settings_are_the_blueprints_over_the_defaults(context: Mapping[str, Any]) -> None:
    wishlist = next(module for module in context["modules"] if module["id"] == "wishlist")
    assert wishlist["settings"] == {"shown": 30, "keep_for": "90d"}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("- {id: lost, label: 迷路, page: nowhere, icon: bouquet}", "contract.unknown_page"),
        ("- {id: lost, label: 迷路, page: list, icon: nothing}", "contract.unknown_icon"),
    ],
)
def test_a_contract_that_names_what_is_not_there(tmp_path: Path, entry: str, code: str) -> None:
    blueprint = gift_shop(tmp_path)
    contract = tmp_path / "pack" / "schemas" / "modules" / "wishlist.yaml"
    lines = contract.read_text("utf-8").splitlines()
    at = lines.index("  me_entries:") + 1
    contract.write_text("\n".join([*lines[:at], f"    {entry}", *lines[at:]]), "utf-8")
    checked = check(blueprint)
    with pytest.raises(PackError) as caught:
        fold_all(checked.resolution, checked.catalogue)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert (diagnostic.where.file, diagnostic.where.line) == (str(contract), at + 1)
