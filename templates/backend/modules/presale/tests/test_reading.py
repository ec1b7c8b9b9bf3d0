"""What customers see of presales."""

import httpx
import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing as catalog
from devtools.wechat import StandIn
from tests.catalog.factory import Made, spu
from tests.presale.factory import DEPOSIT_FEN, PRICE_FEN, activity, book, booked
from tests.types import AsUser, DrainJobs


@pytest.fixture
async def tea(database: Database) -> Made:
    made = await spu(database, "西湖龙井")
    await activity(database, made.sku_id)
    return made


async def test_running(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id, starts_in=1)
    await activity(database, tea.sku_id, published=False)
    (shown,) = (await client.get("/presale-activities")).json()["items"]
    assert (shown["name"], shown["price_fen"], shown["deposit_fen"]) == ("西湖龙井", PRICE_FEN, DEPOSIT_FEN)
    assert (shown["left"], shown["deposit_rule"]) == (10, "refund")
    assert len((await client.get(f"/presale-activities/spus/{tea.id}")).json()["activities"]) == 1
    assert (await client.get("/presale-activities/spus/999")).json()["activities"] == []


async def test_what_is_off_sale_is_not_shown(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    async with database.begin() as session:
        await catalog.set_on_sale(session, SYSTEM, tea.id, on_sale=False)
    assert (await client.get("/presale-activities")).json()["items"] == []


@pytest.mark.usefixtures("tea")
async def test_nobody_sees_anothers(as_user: AsUser) -> None:
    owner, other = await as_user(), await as_user("小红")
    booking_id = await book(owner)
    for answer in (
        await other.client.get(f"/presales/{booking_id}"),
        await other.client.post(f"/presales/{booking_id}/cancel"),
        await other.client.get(f"/presales/{booking_id}/pay"),
    ):
        assert answer.status_code == 404
    assert [one["id"] for one in (await owner.client.get("/me/presales")).json()["items"]] == [booking_id]
    assert (await other.client.get("/me/presales")).json()["items"] == []


@pytest.mark.usefixtures("tea")
async def test_personal_data(as_user: AsUser, wechat: StandIn, drain_jobs: DrainJobs) -> None:
    owner = await as_user()
    booking_id, _ = await booked(owner, wechat, drain_jobs)
    (row,) = (await owner.client.get("/me/export")).json()["presales"]
    assert (row["id"], row["status"]) == (booking_id, "booked")
    refused = await owner.client.delete("/me")
    assert (refused.status_code, refused.json()["code"]) == (409, "ACCOUNT_IN_USE")
    (await owner.client.post(f"/presales/{booking_id}/cancel")).raise_for_status()
