"""What customers see of sales."""

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing as catalog
from app.modules.flash_sale.home import FlashSaleBlock
from tests.catalog.factory import spu
from tests.flash_sale.factory import PRICE_FEN, order, sale
from tests.types import AsUser, Configure, Hand


async def test_coming_running_over(client: httpx.AsyncClient, database: Database, clock_hand: Hand) -> None:
    tea = await spu(database)
    await sale(database, tea.sku_id, starts_in=25, lasts=1)
    seen = []
    for hours in (0, 2, 23.5, 1):
        clock_hand.advance(hours=hours)
        answer = (await client.get("/flash-sales")).json()
        assert answer["now"].startswith(f"{clock_hand.time:%Y-%m-%dT%H:%M:%S}")
        seen.append([row["state"] for row in answer["items"]])
    assert seen == [[], ["coming"], ["running"], []]


async def test_announced_when_the_shop_says(
    client: httpx.AsyncClient, database: Database, configure: Configure
) -> None:
    await sale(database, (await spu(database)).sku_id, starts_in=3)
    assert len((await client.get("/flash-sales")).json()["items"]) == 1
    configure("flash_sale", announced_before="2h")
    assert (await client.get("/flash-sales")).json()["items"] == []


async def test_what_is_left(client: httpx.AsyncClient, database: Database, as_user: AsUser) -> None:
    tea = await spu(database, "西湖龙井", specs={"规格": ["50g", "100g"]})
    await sale(database, tea.sku_id, stock=3)
    await order(await as_user(consents=("address",)), tea.sku_id)
    (shown,) = (await client.get(f"/flash-sales/spus/{tea.id}")).json()["items"]
    (item,) = shown["items"]
    assert (item["name"], item["specs_text"], item["left"], item["stock"]) == ("西湖龙井", "50g", 2, 3)
    assert (item["price_fen"], item["usual_fen"], item["per_user_limit"]) == (PRICE_FEN, 6800, 1)


async def test_of_one_product(client: httpx.AsyncClient, database: Database) -> None:
    tea, other = await spu(database), await spu(database, "碧螺春")
    await sale(database, tea.sku_id, other.sku_id)
    (shown,) = (await client.get(f"/flash-sales/spus/{other.id}")).json()["items"]
    assert [item["name"] for item in shown["items"]] == ["碧螺春"]
    assert (await client.get("/flash-sales/spus/999")).json()["items"] == []


async def test_what_is_off_sale_is_not_shown(client: httpx.AsyncClient, database: Database) -> None:
    tea = await spu(database)
    await sale(database, tea.sku_id)
    async with database.begin() as session:
        await catalog.set_on_sale(session, SYSTEM, tea.id, on_sale=False)
    assert (await client.get("/flash-sales")).json()["items"] == []


async def test_on_the_home_page(database: Database) -> None:
    block = FlashSaleBlock()
    async with database.read() as session:
        assert (await block.load(session, {}))["sale"] is None
    made = [await spu(database, name) for name in ("龙井", "碧螺春", "毛尖")]
    await sale(database, made[0].sku_id, starts_in=5)
    await sale(database, made[1].sku_id, made[2].sku_id)
    async with database.read() as session:
        shown = (await block.load(session, {"limit": 1}))["sale"]
    assert (shown["state"], [item["name"] for item in shown["items"]]) == ("running", ["碧螺春"])


async def test_personal_data(database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database)
    await sale(database, tea.sku_id)
    placed = await order(person, tea.sku_id)
    (row,) = (await person.client.get("/me/export")).json()["flash_sales"]
    assert (row["order_id"], row["sku_id"], row["quantity"]) == (placed["id"], tea.sku_id, 1)
