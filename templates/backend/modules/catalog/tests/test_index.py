"""The database's index of what products are found by: what it leaves out of a page, it must not lose."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from app.core.backup import create, restore
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.pagination import PageQuery
from app.core.settings import BACKEND
from app.modules.catalog import editing, found, search, searching, terms
from app.modules.catalog.models import Spu
from app.modules.catalog.searching import Wanted
from tests import clean
from tests.catalog.factory import category, spu
from tests.types import AsStaff

NAMES = (
    "西湖龙井 明前特级", "西湖龙井", "龙井虾仁", "铁观音 T-100", "安溪铁观音 100%手工", "Darjeeling 大吉岭 No.1", "é茶",
    "正山小种红茶 特级手工 礼盒装", "白瓷盖碗 120ML", "ab_c 茶",
)  # fmt: skip
QUERIES = (
    "龙井", "西湖龙井", "龙井 西湖", "湖", "茶", "100", "0", "t-1", "%", "_", "é", "ml", "20ml", "n", "no.1", "o.1",
    "daji", "lj", "xihulongjingm", "正宗西湖龙井", "特级正山小种红茶手工礼盒装", "红茶 1", "瓷碗", "茶类", "'", "\\",
    '"', "龙'井", "|", "咖啡", "& !", "NOT", "龙井*",
)  # fmt: skip


async def ids(database: Database, condition: sa.ColumnElement[bool]) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Spu.id).where(condition).order_by(Spu.id)))


async def by_relevance(database: Database, wanted: Wanted, limit: int) -> list[int]:
    """All pages, one after the other."""
    numbers: list[int] = []
    cursor: str | None = None
    async with database.read() as session:
        while True:
            rows, cursor = await searching.by_relevance(session, wanted, PageQuery(cursor, limit))
            numbers += [row.id for row in rows]
            if cursor is None:
                return numbers
            assert len(rows) == limit


async def looked_at(database: Database, query: Sequence[str]) -> list[int]:
    """What should come, by looking at each product."""
    score = search.relevance(tuple(query))
    statement = sa.select(Spu.id).where(search.matches(tuple(query)), Spu.on_sale)
    async with database.read() as session:
        return list(await session.scalars(statement.order_by(score.desc(), Spu.id.desc())))


async def test_finds_what_looking_at_each_finds(database: Database) -> None:
    for name in NAMES:
        await spu(database, name, category_name="茶类", description="甘醇，宜送礼。" * 3)
    for text in QUERIES:
        query = search.pieces(text)
        assert await ids(database, search.found(query)) == await ids(database, search.matches(query)), text
        paged = await by_relevance(database, Wanted(query, None, on_sale=True), 3)
        assert paged == await looked_at(database, query), text


async def test_the_longest_description(database: Database) -> None:
    """Kana without a space: nothing takes more room."""
    kana = "".join(chr(0x3041 + number * number % 83) for number in range(20_000))
    made = await spu(database, "抹茶", description=kana)
    for text in (kana[9000:9003], kana[9000:9007], kana[9000:9040]):
        assert await ids(database, search.found(search.pieces(text))) == [made.id]
    assert await ids(database, search.found(search.pieces(kana[9000:9039] + "a"))) == []


async def test_many_lose_and_repeat_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are ranked, all are there, and those with it in their names come first."""
    monkeypatch.setattr(searching, "RANKED", 4)
    for module in (terms, found):
        monkeypatch.setattr(module, "BLOCK", 2)
    named = [(await spu(database, name)).id for name in ("西湖龙井", "龙井西湖")]
    for number in range(60):
        await spu(database, f"茶{number}", subtitle="西湖龙井同款")
    for query in (("西湖龙井",), ("西湖", "龙井")):
        for limit in (1, 4, 7, 100):
            numbers = await by_relevance(database, Wanted(query, None, on_sale=True), limit)
            assert sorted(numbers) == await ids(database, search.matches(query))
            assert set(numbers[:2]) == set(named)
            assert numbers[2:] == sorted(numbers[2:], reverse=True)


@pytest.mark.parametrize("cursor", ["0-0", "0-1", "0-999999999", "999999999-0"])
async def test_anybodys_cursor(
    client: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch, cursor: str
) -> None:
    monkeypatch.setattr(searching, "RANKED", 1)
    made = [(await spu(database, "西湖龙井")).id for _ in range(3)]
    items = (await client.get("/spus", params={"q": "龙井", "cursor": cursor})).raise_for_status().json()["items"]
    assert {item["id"] for item in items} <= set(made)


@pytest.mark.parametrize("most", [0, 100])
async def test_in_an_order(
    client: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Few or many, by price: a category with those below it, on sale, and nothing of it twice."""
    monkeypatch.setattr(searching, "SORTED", most)
    above = await category(database, "茶叶")
    await category(database, "绿茶", parent_id=above)
    for number in range(12):
        made = await spu(database, f"龙井{number}", price_fen=1000 + number * 7 % 12, category_name="绿茶")
        await spu(database, f"龙井壶{number}", category_name="茶具")
        if number % 4 == 0:
            async with database.begin() as session:
                await editing.set_on_sale(session, SYSTEM, made.id, on_sale=False)
    for query in ("龙井", "'龙井"):
        prices, cursor = [], ""
        while cursor is not None:
            asked = {"q": query, "sort": "price_asc", "category_id": str(above), "limit": "2"}
            page = (await client.get("/spus", params=asked | ({"cursor": cursor} if cursor else {}))).json()
            prices += [item["price_fen"] for item in page["items"]]
            cursor = page["next_cursor"]
        expected = sorted(1000 + number * 7 % 12 for number in range(12) if number % 4)
        assert prices == (expected if query == "龙井" else [])


async def test_off_sale(client: httpx.AsyncClient, as_staff: AsStaff, database: Database) -> None:
    staff = await as_staff("catalog.*")
    made = await spu(database, "西湖龙井")
    for on_sale in (False, True):
        (await staff.client.put(f"/staff/spus/{made.id}/on-sale", json={"on_sale": on_sale})).raise_for_status()
        shown = (await client.get("/spus", params={"q": "龙井"})).json()["items"]
        assert [item["id"] for item in shown] == ([made.id] if on_sale else [])
        known = (await staff.client.get("/staff/spus", params={"q": "龙井", "on_sale": on_sale})).json()["items"]
        assert [item["id"] for item in known] == [made.id]


def migrations(url: str) -> Config:
    config = Config(BACKEND / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


async def test_products_from_before_are_found(tmp_path: Path) -> None:
    async with clean.scratch(tmp_path) as url:
        await asyncio.to_thread(clean.migrate, url)
        database = Database(url)
        made = [await spu(database, name, on_sale=name != "é茶") for name in NAMES]
        await database.close()
        await asyncio.to_thread(command.downgrade, migrations(url), "catalog@catalog_0002")
        await asyncio.to_thread(clean.migrate, url)
        database = Database(url)
        for text in QUERIES:
            query = search.pieces(text)
            assert await ids(database, search.found(query)) == await ids(database, search.matches(query)), text
        query = search.pieces("茶")
        assert await by_relevance(database, Wanted(query, None, on_sale=True), 3) == await looked_at(database, query)
        async with database.begin() as session:  # what the index has of it is taken out again
            await editing.set_on_sale(session, SYSTEM, made[0].id, on_sale=False)
        await database.close()


@pytest.mark.skipif(not clean.is_sqlite() and not shutil.which("pg_dump"), reason="there is no pg_dump on this machine")
async def test_found_in_what_a_backup_brings_back(database: Database, database_url: str, tmp_path: Path) -> None:
    made = await spu(database, "西湖龙井")
    file = create(database_url, tmp_path / "media", tmp_path)
    async with clean.scratch(tmp_path) as url:
        restore(url, tmp_path / "elsewhere", file)
        restored = Database(url)
        assert await ids(restored, search.found(("龙井",))) == [made.id]
        async with restored.begin() as session:
            row = await session.get_one(Spu, made.id)
            row.search_name = "碧螺春"
            await search.index(session, row)
        assert await ids(restored, search.found(("龙井",))) == []
        await restored.close()


async def test_sqlite_without_fts5_says_so(tmp_path: Path) -> None:
    if not clean.is_sqlite():
        pytest.skip("of SQLite alone")
    async with clean.scratch(tmp_path) as url:
        await asyncio.to_thread(command.upgrade, migrations(url), "catalog@catalog_0002")
        database = Database(url)
        async with database.begin() as session:
            await session.execute(sa.text("CREATE TABLE pragma_module_list (name TEXT)"))
        await database.close()
        with pytest.raises(RuntimeError, match="FTS5"):
            await asyncio.to_thread(clean.migrate, url)
