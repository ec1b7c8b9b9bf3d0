"""The blocks that the catalogue puts on the home page."""

from typing import Any

import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from app.modules.catalog.home import Banners, Categories, Products
from app.modules.catalog.models import Banner
from tests.catalog.factory import PICTURE, category, spu


async def load(database: Database, block: Banners | Categories | Products, **options: object) -> dict[str, Any]:
    async with database.read() as session:
        return await block.load(session, options)


class TestBanners:
    async def test_links(self, database: Database) -> None:
        made = await spu(database)
        async with database.begin() as session:
            session.add_all(
                [
                    Banner(title="龙井", picture=PICTURE, spu_id=made.id, position=2),
                    Banner(title="绿茶", picture=PICTURE, category_id=made.category_id, position=1),
                    Banner(title="春天", picture=PICTURE, position=3),
                    Banner(title="收起", picture=PICTURE, position=0, shown=False),
                ]
            )
        links = [(item["title"], item["link"]) for item in (await load(database, Banners()))["items"]]
        assert links == [
            ("绿茶", {"kind": "category", "id": made.category_id}),
            ("龙井", {"kind": "spu", "id": made.id}),
            ("春天", {"kind": "none", "id": None}),
        ]

    async def test_product_off_sale_leads_nowhere(self, database: Database) -> None:
        made = await spu(database)
        async with database.begin() as session:
            session.add(Banner(title="龙井", picture=PICTURE, spu_id=made.id))
            await editing.set_on_sale(session, SYSTEM, made.id, on_sale=False)
        (item,) = (await load(database, Banners()))["items"]
        assert item["link"] == {"kind": "none", "id": None}


class TestCategories:
    async def test_upper_level_only(self, database: Database) -> None:
        tea = await category(database, "茶叶")
        await category(database, "绿茶", parent_id=tea)
        assert (await load(database, Categories()))["items"] == [{"id": tea, "name": "茶叶", "icon_url": None}]


class TestProducts:
    @pytest.mark.parametrize(
        ("options", "title", "names"),
        [
            ({}, "全部商品", ["龙井", "毛峰", "盖碗"]),
            ({"category": "绿茶"}, "绿茶", ["龙井", "毛峰"]),
            ({"category": "绿茶", "title": "春茶", "limit": 1}, "春茶", ["龙井"]),
            ({"sort": "price_desc"}, "全部商品", ["盖碗", "毛峰", "龙井"]),
            ({"category": "没有"}, "没有", []),
        ],
    )
    async def test_options(self, database: Database, options: dict[str, object], title: str, names: list[str]) -> None:
        for place, (name, category_name) in enumerate([("龙井", "绿茶"), ("毛峰", "绿茶"), ("盖碗", "茶具")]):
            await spu(database, name, category_name=category_name, price_fen=100 + place, position=place)
        data = await load(database, Products(), **options)
        assert data["title"] == title
        assert [item["name"] for item in data["items"]] == names
