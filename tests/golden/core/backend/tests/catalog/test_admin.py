"""Products, categories and banners at the console."""

import io
import json
import re
from typing import Any

import sqlalchemy as sa
from PIL import Image

from app.core.database import Database
from app.modules.catalog.models import Banner, Category, Sku, Spu
from tests.catalog.factory import PICTURE, category, spu
from tests.types import OpenConsole


def form(category_id: int, /, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # what a form holds
    """A product in two sizes, as its page sends it."""
    skus = [
        {"code": "A-50", "specs": {"规格": "50g"}, "price": "68", "original_price": "88.50", "picture": None},
        {"code": "A-100", "specs": {"规格": "100g"}, "price": "128.00", "original_price": "", "picture": PICTURE},
    ]
    variants = {"specs": [{"name": "规格", "values": ["50g", "100g"]}], "skus": skus, **fields.pop("variants", {})}
    plain = {"name": "安吉白茶", "subtitle": "", "category_id": category_id, "description": "", "code": ""}
    return {**plain, "position": 0, "pictures": json.dumps([PICTURE]), "variants": json.dumps(variants), **fields}


def told(page: str) -> str:
    """The page, with what its script reads in plain letters."""
    [state] = re.findall(r'id="variants-state">(.*?)</script>', page, re.DOTALL)
    return page + json.dumps(json.loads(state), ensure_ascii=False)


async def stored(database: Database, name: str) -> tuple[Spu, list[Sku]]:
    async with database.read() as session:
        product = (await session.scalars(sa.select(Spu).where(Spu.name == name))).one()
        skus = await session.scalars(sa.select(Sku).where(Sku.spu_id == product.id).order_by(Sku.position))
        return product, list(skus)


class TestList:
    async def test_shows_and_narrows(self, console: OpenConsole, database: Database) -> None:
        tea = await spu(database, "西湖龙井", specs={"规格": ["50g", "100g"]})
        cup = await spu(database, "品茗杯", category_name="茶器", on_sale=False)
        browser = await console("catalog.read")
        everything = await browser.text("products/list")
        for words in ("西湖龙井", "品茗杯", "¥68.00 – ¥69.00", "在售", "已下架", f"/media/{PICTURE}"):
            assert words in everything
        for query, shown, hidden in (
            ({"on_sale": "no"}, "品茗杯", "西湖龙井"),
            ({"category": str(tea.category_id)}, "西湖龙井", "品茗杯"),
            ({"category": str(cup.category_id), "on_sale": "no"}, "品茗杯", "西湖龙井"),
            ({"q": "longjing"}, "西湖龙井", "品茗杯"),
        ):
            text = await browser.text("products/list", **query)
            assert shown in text
            assert f"detail?pk={cup.id if hidden == '品茗杯' else tea.id}" not in text
        assert "没有符合条件的内容" in await browser.text("products/list", category="x")
        page = await browser.text("products/detail", pk=tea.id)
        assert "50g" in page
        assert "编辑" not in page


class TestEditing:
    async def test_create_edit_and_sell(self, console: OpenConsole, database: Database) -> None:
        browser = await console("catalog.read", "catalog.edit")
        category_id = await category(database)
        assert (await browser.post("products/create", form(category_id))).status_code == 303
        product, skus = await stored(database, "安吉白茶")
        assert (product.on_sale, product.price_fen) == (False, 6800)
        assert [(sku.code, sku.price_fen, sku.original_price_fen, sku.picture) for sku in skus] == [
            ("A-50", 6800, 8850, None),
            ("A-100", 12800, None, PICTURE),
        ]
        assert (await browser.act("products", product.id, "on_sale")).status_code == 200
        assert (await browser.act("products", product.id, "on_sale")).status_code == 400
        page = await browser.text("products/edit", pk=product.id)
        assert f'name="version" value="{product.version + 1}"' in page
        stale = await browser.post(f"products/edit?pk={product.id}", form(category_id, version="1", name="白茶"))
        assert (stale.status_code, "刚被其他人修改过" in stale.text) == (422, True)
        edited = await browser.post(f"products/edit?pk={product.id}", form(category_id, version="2", name="白茶"))
        assert edited.status_code == 303
        assert (await stored(database, "白茶"))[0].on_sale
        assert (await browser.act("products", product.id, "off_sale")).status_code == 200

    async def test_mistakes_are_told_at_the_field(self, console: OpenConsole, database: Database) -> None:
        browser = await console("catalog.read", "catalog.edit")
        category_id = await category(database)
        taken = await spu(database, code="LJ")
        async with database.read() as session:
            code = await session.scalar(sa.select(Sku.code).where(Sku.id == taken.sku_id))
        one: dict[str, Any] = {"code": "A", "specs": {}, "price": "68", "original_price": "", "picture": None}
        for wrong, words in (
            ({"name": " "}, "请填写"),
            ({"name": "茶" * 61}, "最多 60 个字"),
            ({"pictures": "[]"}, "invalid-feedback"),
            ({"pictures": '["../x"]'}, "填写有误"),
            ({"category_id": "4711"}, "找不到这个分类"),
            ({"category_id": "x"}, "不能小于 1"),
            ({"code": "LJ"}, "编码已被其他商品使用"),
            ({"variants": {"specs": [], "skus": [{**one, "price": "6.805"}]}}, "最多两位小数"),
            ({"variants": {"specs": [], "skus": [{**one, "price": ""}]}}, "请填写"),
            ({"variants": {"specs": [], "skus": [{**one, "price": "0"}]}}, "必须大于 0"),
            ({"variants": {"specs": [], "skus": [{**one, "original_price": "5"}]}}, "原价不能低于现价"),
            ({"variants": {"specs": [], "skus": [{**one, "code": code}]}}, "编码已被其他商品使用"),
            ({"variants": {"specs": [], "skus": [{**one, "specs": {"x": "y"}}]}}, "规格选项不一致"),
            ({"variants": {"specs": [], "skus": []}}, "至少要有 1 项"),
        ):
            answer = await browser.post("products/create", form(category_id, **wrong))
            assert answer.status_code == 422, wrong
            assert words in told(answer.text), wrong
        broken = {**form(category_id), "variants": "{"}
        assert (await browser.post("products/create", broken)).status_code == 422

    async def test_reprice(self, console: OpenConsole, database: Database) -> None:
        made = await spu(database, specs={"规格": ["50g", "100g"]})
        browser = await console("catalog.read", "catalog.edit")
        first, second = made.sku_ids
        prices = {f"price_{first}": "58.8", f"original_{first}": "99", f"price_{second}": "69"}
        assert (await browser.act("products", made.id, "reprice", **prices)).status_code == 200
        product, skus = await stored(database, "西湖龙井")
        assert (product.price_fen, skus[0].original_price_fen, skus[1].price_fen) == (5880, 9900, 6900)
        refused = await browser.act("products", made.id, "reprice", **prices | {f"price_{second}": "-1"})
        assert (refused.status_code, "必须大于 0" in refused.json()["msg"]) == (400, True)

    async def test_only_for_those_who_may(self, console: OpenConsole, database: Database) -> None:
        made = await spu(database)
        reader = await console("catalog.read")
        assert (await reader.get("products/create")).status_code == 403
        assert (await reader.get("products/edit", pk=made.id)).status_code == 403
        edit = form(made.category_id, version="2")
        assert (await reader.post(f"products/edit?pk={made.id}", edit)).status_code == 403
        for action in ("on_sale", "off_sale", "reprice"):
            assert (await reader.act("products", made.id, action)).status_code == 400
        assert (await reader.post("catalog/pictures", files={"file": b"x"})).status_code == 403
        assert (await stored(database, "西湖龙井"))[0].on_sale


async def test_pictures_are_stored(console: OpenConsole) -> None:
    browser = await console("catalog.edit")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(picture, "PNG")
    stored_as = await browser.post("catalog/pictures", files={"file": ("a.png", picture.getvalue())})
    assert stored_as.status_code == 201
    assert (await browser.client.get(stored_as.json()["src"])).status_code == 200
    refused = await browser.post("catalog/pictures", files={"file": ("a.png", b"no picture")})
    assert (refused.status_code, refused.json()["message"]) == (422, "请上传 JPG、PNG 或 WebP 图片")
    assert (await browser.post("catalog/pictures")).status_code == 422


async def test_categories(console: OpenConsole, database: Database) -> None:
    browser = await console("catalog.read", "catalog.edit")
    top = await category(database, "茶叶")
    body = {"name": "红茶", "code": "red", "icon": "[]", "position": "3", "parent_id": str(top)}
    assert (await browser.post("categories/create", body)).status_code == 303
    assert "茶叶 › 红茶" in await browser.text("categories/list")
    again = await browser.post("categories/create", body | {"name": "别的"})
    assert (again.status_code, "编码已被其他商品使用" in again.text) == (422, True)
    async with database.read() as session:
        number = await session.scalar(sa.select(Category.id).where(Category.code == "red"))
    renamed = body | {"name": "工夫红茶", "position": "1"}
    assert (await browser.post(f"categories/edit?pk={number}", renamed)).status_code == 303
    async with database.read() as session:
        row = await session.get_one(Category, number)
    assert (row.name, row.position, row.parent_id) == ("工夫红茶", 1, top)


async def test_banners(console: OpenConsole, database: Database) -> None:
    browser = await console("catalog.read", "catalog.edit")
    made = await spu(database)
    body = {"title": "春茶", "picture": json.dumps([PICTURE]), "spu_id": str(made.id), "position": "0", "shown": "on"}
    assert (await browser.post("banners/create", body)).status_code == 303
    assert "商品：西湖龙井" in await browser.text("banners/list")
    both = await browser.post("banners/edit?pk=1", body | {"category_id": str(made.category_id)})
    assert (both.status_code, "只能链接到一处" in both.text) == (422, True)
    assert (await (await console("catalog.read")).act("banners", 1, "remove")).status_code == 400
    assert (await browser.act("banners", 1, "remove")).status_code == 200
    async with database.read() as session:
        assert await session.get(Banner, 1) is None
