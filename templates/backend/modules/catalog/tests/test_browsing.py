"""What customers see: categories, lists, one product."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from tests import clean
from tests.catalog.factory import PICTURE, category, spu
from tests.types import Configure


class TestCategories:
    async def test_two_levels(self, client: httpx.AsyncClient, database: Database) -> None:
        tea = await category(database, "茶叶")
        green = await category(database, "绿茶", parent_id=tea)
        items = (await client.get("/categories")).json()["items"]
        assert items == [
            {"id": tea, "name": "茶叶", "parent_id": None, "icon_url": None},
            {"id": green, "name": "绿茶", "parent_id": tea, "icon_url": None},
        ]


class TestSpus:
    async def test_card(self, client: httpx.AsyncClient, database: Database) -> None:
        made = await spu(database, subtitle="明前特级", specs={"规格": ["50g", "100g"]})
        page = (await client.get("/spus")).json()
        assert page["next_cursor"] is None
        (card,) = page["items"]
        assert card.pop("cover_url").endswith(f"/media/{PICTURE}")
        assert card.pop("sold_out") in (True, False)
        assert card == {
            "id": made.id,
            "name": "西湖龙井",
            "subtitle": "明前特级",
            "price_fen": 6800,
            "original_price_fen": None,
            "sold_count": 0,
        }

    async def test_hides_what_is_not_on_sale(self, client: httpx.AsyncClient, database: Database) -> None:
        await spu(database, on_sale=False)
        assert (await client.get("/spus")).json()["items"] == []

    async def test_category_includes_those_below(self, client: httpx.AsyncClient, database: Database) -> None:
        tea = await category(database, "茶叶")
        await category(database, "绿茶", parent_id=tea)
        green = await spu(database, "龙井", category_name="绿茶")
        await spu(database, "盖碗", category_name="茶具")
        for category_id in (tea, green.category_id):
            items = (await client.get("/spus", params={"category_id": category_id})).json()["items"]
            assert [item["id"] for item in items] == [green.id]

    async def test_category_that_is_not_there(self, client: httpx.AsyncClient, database: Database) -> None:
        await spu(database)
        page = (await client.get("/spus", params={"category_id": 4711})).json()
        assert page == {"items": [], "next_cursor": None}

    @pytest.mark.parametrize("whole", [True, False], ids=["all", "a category and those below"])
    @pytest.mark.parametrize(
        ("sort", "names"),
        [
            ("default", ["乙", "丙", "甲"]),
            ("price_asc", ["甲", "丙", "乙"]),
            ("price_desc", ["乙", "丙", "甲"]),
            ("sales", ["丙", "乙", "甲"]),  # nothing sold yet: the latest first
        ],
    )
    async def test_sorted_and_paged(
        self, client: httpx.AsyncClient, database: Database, sort: str, names: list[str], *, whole: bool
    ) -> None:
        tea = await category(database, "茶叶")
        await category(database, "绿茶", parent_id=tea)
        await category(database, "红茶", parent_id=tea)
        await spu(database, "甲", category_name="绿茶", price_fen=100, position=3)
        await spu(database, "乙", category_name="红茶", price_fen=300, position=1)
        await spu(database, "丙", category_name="茶叶", price_fen=200, position=2)
        of = {} if whole else {"category_id": str(tea)}
        seen, cursor = [], None
        while True:
            params = {"sort": sort, "limit": "1"} | of | ({"cursor": cursor} if cursor else {})
            page = (await client.get("/spus", params=params)).json()
            seen += [item["name"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == names

    @pytest.mark.parametrize(
        ("sort", "index"),
        [
            ("default", "position"),
            ("price_asc", "price_fen"),
            ("price_desc", "price_fen"),
            ("sales", "sold_count"),
        ],
    )
    async def test_a_category_is_read_in_order(
        self, client: httpx.AsyncClient, database: Database, sort: str, index: str
    ) -> None:
        """Of a hundred thousand products only a page: SQLite says how, PostgreSQL decides when it has seen the rows."""
        if not clean.is_sqlite():
            pytest.skip("PostgreSQL reads a small table from end to end")
        asked: list[tuple[str, Any]] = []

        def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
            asked.append((statement, parameters))

        made = await spu(database)
        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            await client.get("/spus", params={"sort": sort, "category_id": str(made.category_id)})
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
        [(statement, parameters)] = [one for one in asked if "catalog_spu.on_sale = " in one[0]]
        async with database.read() as session:
            connection = await session.connection()
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [step.detail for step in plan]
        assert any(f"ix_catalog_spu_category_{index} (category_id=? AND on_sale=?)" in step for step in steps), steps
        assert not [step for step in steps if step.startswith("SCAN catalog_spu")]

    @pytest.mark.parametrize(("rule", "names"), [("position", ["甲", "乙"]), ("newest", ["乙", "甲"])])
    async def test_default_sort_is_a_setting(
        self, client: httpx.AsyncClient, database: Database, configure: Configure, rule: str, names: list[str]
    ) -> None:
        configure("catalog", default_sort=rule)
        await spu(database, "甲", position=1)
        await spu(database, "乙", position=2)
        assert [item["name"] for item in (await client.get("/spus")).json()["items"]] == names

    @pytest.mark.parametrize(
        "params",
        [{"sort": "cheap"}, {"limit": 0}, {"q": "茶" * 41}, {"category_id": 2**40}, {"cursor": "nonsense"}],
    )
    async def test_bad_input(self, client: httpx.AsyncClient, params: dict[str, str]) -> None:
        assert (await client.get("/spus", params=params)).status_code == 422


class TestSpu:
    async def test_with_specs(self, client: httpx.AsyncClient, database: Database) -> None:
        made = await spu(database, description="第一行\n第二行", specs={"规格": ["50g", "100g"], "包装": ["罐装"]})
        answer = (await client.get(f"/spus/{made.id}")).json()
        assert answer["description"] == "第一行\n第二行"
        assert answer["specs"] == [{"name": "规格", "values": ["50g", "100g"]}, {"name": "包装", "values": ["罐装"]}]
        assert [media["kind"] for media in answer["media"]] == ["image"]
        assert [(sku["id"], sku["specs"], sku["price_fen"]) for sku in answer["skus"]] == [
            (made.sku_ids[0], {"规格": "50g", "包装": "罐装"}, 6800),
            (made.sku_ids[1], {"规格": "100g", "包装": "罐装"}, 6900),
        ]
        assert answer["on_sale"] is True

    async def test_unknown(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/spus/7")
        assert (answer.status_code, answer.json()["code"]) == (404, "SPU_NOT_FOUND")

    async def test_never_published(self, client: httpx.AsyncClient, database: Database) -> None:
        made = await spu(database, on_sale=False)
        assert (await client.get(f"/spus/{made.id}")).status_code == 404

    async def test_taken_off_sale_stays_visible(self, client: httpx.AsyncClient, database: Database) -> None:
        made = await spu(database)
        async with database.begin() as session:
            await editing.set_on_sale(session, SYSTEM, made.id, on_sale=False)
        assert (await client.get(f"/spus/{made.id}")).json()["on_sale"] is False

    async def test_bad_input(self, client: httpx.AsyncClient) -> None:
        assert (await client.get(f"/spus/{2**31}")).status_code == 422
