"""What customers see of activities and bargains."""

import httpx
import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing as catalog
from tests.bargain.factory import FLOOR_FEN, USUAL_FEN, activity, start, try_help
from tests.catalog.factory import Made, spu
from tests.types import AsUser


@pytest.fixture
async def tea(database: Database) -> Made:
    made = await spu(database, "西湖龙井", price_fen=USUAL_FEN)
    await activity(database, made.sku_id)
    return made


async def test_running(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id, starts_in=1)
    await activity(database, tea.sku_id, published=False)
    (shown,) = (await client.get("/bargain-activities")).json()["items"]
    assert (shown["name"], shown["usual_fen"], shown["floor_fen"], shown["left"]) == (
        "西湖龙井",
        USUAL_FEN,
        FLOOR_FEN,
        10,
    )
    assert len((await client.get(f"/bargain-activities/spus/{tea.id}")).json()["activities"]) == 1
    assert (await client.get("/bargain-activities/spus/999")).json()["activities"] == []


async def test_what_is_off_sale_is_not_shown(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    async with database.begin() as session:
        await catalog.set_on_sale(session, SYSTEM, tea.id, on_sale=False)
    assert (await client.get("/bargain-activities")).json()["items"] == []


@pytest.mark.usefixtures("tea")
async def test_of_others_only_what_concerns_them(client: httpx.AsyncClient, as_user: AsUser) -> None:
    owner, friend = await as_user(), await as_user("小红")
    (await friend.client.put("/me", json={"nickname": "小红"})).raise_for_status()
    code = await start(owner)
    await try_help(friend, code)
    seen = (await friend.client.get(f"/bargains/{code}")).json()
    assert (seen["mine"], seen["order_id"], seen["helpable"], seen["buyable"]) == (False, None, False, False)
    assert [(one["nickname"], one["me"]) for one in seen["helpers"]] == [("小*", True)]
    assert (await client.get(f"/bargains/{code}")).status_code == 401


@pytest.mark.usefixtures("tea")
async def test_mine(as_user: AsUser) -> None:
    owner = await as_user()
    code = await start(owner)
    assert [one["code"] for one in (await owner.client.get("/me/bargains")).json()["items"]] == [code]
    assert (await (await as_user("小红")).client.get("/me/bargains")).json()["items"] == []


@pytest.mark.usefixtures("tea")
async def test_personal_data(as_user: AsUser) -> None:
    owner, friend = await as_user(), await as_user("小红")
    code = await start(owner)
    await try_help(friend, code)
    assert (await owner.client.get("/me/export")).json()["bargains"]["own"][0]["code"] == code
    assert len((await friend.client.get("/me/export")).json()["bargains"]["helped"]) == 1
    assert (await owner.client.delete("/me")).status_code == 204
    assert (await friend.client.get(f"/bargains/{code}")).json()["status"] == "failed"
