"""What customers see of activities and groups."""

import httpx
import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing as catalog
from app.modules.group_buy.step import NOT_BEFORE
from tests.catalog.factory import Made, spu
from tests.group_buy.factory import PRICE_FEN, activity, group, joining, opening, order, pay
from tests.types import AsUser, Configure, DrainJobs


@pytest.fixture(autouse=True)
def nobody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


@pytest.fixture
async def tea(database: Database) -> Made:
    made = await spu(database, "西湖龙井", specs={"规格": ["50g", "100g"]})
    await activity(database, made.sku_id)
    return made


async def test_running(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id, starts_in=1)
    await activity(database, tea.sku_id, published=False)
    (shown,) = (await client.get("/group-buys")).json()["items"]
    assert (shown["name"], shown["size"], shown["spu_id"]) == ("西湖龙井", 3, tea.id)
    items = [{"sku_id": tea.sku_id, "specs_text": "50g", "price_fen": PRICE_FEN, "usual_fen": 6800}]
    assert shown["items"] == items


async def test_what_is_off_sale_is_not_shown(client: httpx.AsyncClient, tea: Made, database: Database) -> None:
    async with database.begin() as session:
        await catalog.set_on_sale(session, SYSTEM, tea.id, on_sale=False)
    assert (await client.get("/group-buys")).json()["items"] == []
    assert (await client.get(f"/group-buys/spus/{tea.id}")).json()["activity"] is None


async def test_groups_that_wait(  # noqa: PLR0917  # fixtures
    client: httpx.AsyncClient,
    tea: Made,
    database: Database,
    as_user: AsUser,
    drain_jobs: DrainJobs,
    configure: Configure,
) -> None:
    for name in ("小明", "小红"):
        person = await as_user(name, consents=("address",))
        (await person.client.put("/me", json={"nickname": name})).raise_for_status()
        order_id = await order(person, tea.sku_id, opening(tea.sku_id))
        await pay(database, order_id)
    await order(await as_user("小刚", consents=("address",)), tea.sku_id, opening(tea.sku_id))
    await drain_jobs()
    shown = (await client.get(f"/group-buys/spus/{tea.id}")).json()
    assert [(one["head"], one["missing"]) for one in shown["groups"]] == [("小*", 2), ("小*", 2)]
    configure("group_buy", groups_shown=1)
    assert len((await client.get(f"/group-buys/spus/{tea.id}")).json()["groups"]) == 1
    configure("group_buy", groups_shown=0)
    assert (await client.get(f"/group-buys/spus/{tea.id}")).json()["groups"] == []


async def test_progress(
    client: httpx.AsyncClient, tea: Made, database: Database, as_user: AsUser, drain_jobs: DrainJobs
) -> None:
    head = await as_user(consents=("address",))
    first = await order(head, tea.sku_id, opening(tea.sku_id))
    await pay(database, first)
    await drain_jobs()
    code = (await group(database)).code
    mine = (await head.client.get(f"/groups/{code}")).json()
    assert (mine["status"], mine["missing"], mine["order_id"], mine["joinable"]) == ("forming", 2, first, False)
    other = await as_user("小红", consents=("address",))
    seen = (await other.client.get(f"/groups/{code}")).json()
    assert (seen["order_id"], seen["joinable"], seen["seats_left"]) == (None, True, 2)
    second = await order(other, tea.sku_id, joining(tea.sku_id, code))
    seen = (await other.client.get(f"/groups/{code}")).json()
    assert (seen["order_id"], seen["joinable"], seen["seats_left"], seen["missing"]) == (second, False, 1, 2)
    assert len(seen["members"]) == 1
    assert (await client.get(f"/groups/{code}")).status_code == 401
    assert (await other.client.get("/groups/nothing")).status_code == 404


async def test_of_an_order(tea: Made, database: Database, as_user: AsUser) -> None:
    person, other = await as_user(consents=("address",)), await as_user("小红")
    placed = await order(person, tea.sku_id, opening(tea.sku_id))
    assert (await person.client.get(f"/groups/of-order/{placed}")).json()["code"] == (await group(database)).code
    assert (await other.client.get(f"/groups/of-order/{placed}")).status_code == 404
    assert (await person.client.get("/groups/of-order/999")).status_code == 404


async def test_mine(tea: Made, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    first = await order(person, tea.sku_id, opening(tea.sku_id))
    second = await order(person, tea.sku_id, opening(tea.sku_id))
    (await person.client.post(f"/orders/{first}/cancel", json={})).raise_for_status()
    assert [one["order_id"] for one in (await person.client.get("/me/groups")).json()["items"]] == [second]
    assert (await (await as_user("小红")).client.get("/me/groups")).json()["items"] == []


async def test_personal_data(tea: Made, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    placed = await order(person, tea.sku_id, opening(tea.sku_id))
    (row,) = (await person.client.get("/me/export")).json()["groups"]
    assert (row["order_id"], row["status"]) == (placed, "reserved")


async def test_an_order_that_waits_says_until_when(
    as_user: AsUser, tea: Made, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    order_id = await order(person, tea.sku_id, opening(tea.sku_id))
    await pay(database, order_id)
    kept = (await person.client.get(f"/orders/{order_id}")).json()["kept"]
    assert kept == {"text": NOT_BEFORE, "until": None}, "the group itself has not heard of the payment"
    await drain_jobs()
    kept = (await person.client.get(f"/orders/{order_id}")).json()["kept"]
    progress = (await person.client.get(f"/groups/of-order/{order_id}")).json()
    assert kept == {"text": NOT_BEFORE, "until": progress["expires_at"]}
    refused = await person.client.post(f"/orders/{order_id}/cancel", json={})
    assert (refused.status_code, refused.json()["code"], refused.json()["message"]) == (409, "ORDER_HELD", NOT_BEFORE)
    code = progress["code"]
    for name in ("小红", "小刚"):
        other = await as_user(name, consents=("address",))
        await pay(database, await order(other, tea.sku_id, joining(tea.sku_id, code)))
    await drain_jobs()
    shown = (await person.client.get(f"/orders/{order_id}")).json()
    assert (shown["status"] in {"paid", "to_ship"}, shown["kept"]) == (True, None)
