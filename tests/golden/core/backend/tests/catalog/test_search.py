"""What customers type, and what they should find."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import categories, search
from app.modules.catalog.schemas import CategoryIn
from tests.catalog.factory import spu


@pytest.fixture
async def shop(database: Database) -> None:
    await spu(
        database, "西湖龙井 明前特级", subtitle="狮峰山头采", description="汤色嫩绿", specs={"规格": ["50g", "250g"]}
    )
    await spu(database, "桂花龙井", description="满觉陇鲜桂花窨制")
    await spu(database, "明前新茶礼盒", category_name="礼盒", subtitle="龙井碧螺春双拼")
    await spu(database, "老白茶礼盒", category_name="礼盒", description="长辈送礼优选")
    await spu(database, "安溪铁观音 清香型", category_name="乌龙茶")
    await spu(database, "胎菊", category_name="花草茶", description="可配龙井同泡。百分之100%手工_采摘")
    await spu(database, "白瓷盖碗 120ML", category_name="茶具")


@pytest.mark.usefixtures("shop")
class TestSearch:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("龙井", ["桂花龙井", "西湖龙井 明前特级", "胎菊", "明前新茶礼盒"]),
            ("新茶 礼盒", ["明前新茶礼盒"]),
            ("新茶礼盒", ["明前新茶礼盒", "老白茶礼盒"]),
            ("礼盒新茶", ["明前新茶礼盒"]),
            ("正宗西湖龙井", ["西湖龙井 明前特级"]),
            ("longjing", ["桂花龙井", "西湖龙井 明前特级"]),
            ("LongJing", ["桂花龙井", "西湖龙井 明前特级"]),
            ("xhlj", ["西湖龙井 明前特级"]),
            ("lvcha", ["桂花龙井", "西湖龙井 明前特级"]),
            ("乌龙", ["安溪铁观音 清香型"]),
            ("120ｍｌ", ["白瓷盖碗 120ML"]),
            ("250g", ["西湖龙井 明前特级"]),
            ("100%", ["胎菊"]),
            ("%", ["胎菊"]),
            ("咖啡豆", []),
            ("龙井 咖啡豆", []),
            ("ongjing", []),
        ],
    )
    async def test_finds(self, client: httpx.AsyncClient, query: str, names: list[str]) -> None:
        items = (await client.get("/spus", params={"q": query})).json()["items"]
        assert sorted(item["name"] for item in items) == sorted(names)

    async def test_names_come_before_descriptions(self, client: httpx.AsyncClient) -> None:
        names = [item["name"] for item in (await client.get("/spus", params={"q": "龙井"})).json()["items"]]
        assert set(names[:2]) == {"桂花龙井", "西湖龙井 明前特级"}

    async def test_pages_lose_and_repeat_nothing(self, client: httpx.AsyncClient) -> None:
        whole = [item["id"] for item in (await client.get("/spus", params={"q": "龙井"})).json()["items"]]
        paged: list[int] = []
        cursor: str | None = ""
        while cursor is not None:
            params = {"q": "龙井", "limit": "1"} | ({"cursor": cursor} if cursor else {})
            page = (await client.get("/spus", params=params)).json()
            paged += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert paged == whole

    async def test_other_orders(self, client: httpx.AsyncClient) -> None:
        params = {"q": "龙井", "sort": "price_asc", "limit": "2"}
        first = (await client.get("/spus", params=params)).json()
        second = (await client.get("/spus", params={**params, "cursor": first["next_cursor"]})).json()
        assert len({item["id"] for item in first["items"] + second["items"]}) == 4

    @pytest.mark.parametrize("cursor", ["x-1", "1", "-", "9999999999-1", "1-99999999999"])
    async def test_bad_cursor(self, client: httpx.AsyncClient, cursor: str) -> None:
        answer = await client.get("/spus", params={"q": "龙井", "cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (422, "CURSOR_INVALID")

    async def test_follows_the_name_of_the_category(self, client: httpx.AsyncClient, database: Database) -> None:
        kept = await spu(database, "茶巾", category_name="杂项")
        async with database.begin() as session:
            await categories.update_category(session, SYSTEM, kept.category_id, CategoryIn(name="配件"))
        for query in ("配件", "peijian"):
            items = (await client.get("/spus", params={"q": query})).json()["items"]
            assert [item["id"] for item in items] == [kept.id]


class TestPieces:
    def test_cuts_words_apart_from_numbers(self) -> None:
        assert search.pieces(" 新茶　礼盒100Ｇ ") == ("新茶", "礼盒", "100g")

    @given(st.text(max_size=40))
    def test_any_text_makes_a_condition(self, text: str) -> None:
        found = search.pieces(text)
        assert len(found) <= search.MAX_PIECES
        assert all(piece.strip() for piece in found)
        assert str(search.matches(found))
