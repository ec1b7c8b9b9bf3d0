"""The group's price, for those who ask for it, in an order of its own."""

from typing import Any

import pytest

from app.contracts.pricing import ACTIVITIES
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.group_buy import editing
from tests.catalog.factory import Made, spu
from tests.group_buy.factory import PRICE_FEN, activity, joining, opening, order, share, try_order
from tests.types import AsUser, Configure, Hand, Person

USUAL_FEN = 6800


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def tea(database: Database) -> Made:
    return await spu(database, price_fen=USUAL_FEN, specs={"规格": ["50g", "100g"]})


async def preview(person: Person, *sku_ids: int, quantity: int = 1, **inputs: Any) -> tuple[int, Any]:  # noqa: ANN401  # JSON
    """Status, and the price or the code of the refusal."""
    items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]
    answer = await person.client.post("/orders/preview", json={"items": items, "inputs": inputs})
    return answer.status_code, answer.json().get("payable_fen", answer.json().get("code"))


async def test_only_for_those_who_ask(customer: Person, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id)
    assert await preview(customer, tea.sku_id) == (200, USUAL_FEN)
    assert await preview(customer, tea.sku_id, quantity=2, **opening(tea.sku_id)) == (200, 2 * PRICE_FEN)


async def test_refused(customer: Person, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id)
    first, second = tea.sku_ids
    for skus, inputs, refusal in (
        ([first, second], opening(first), (422, "GROUP_BUY_ALONE")),
        ([second], opening(first), (422, "GROUP_BUY_ALONE")),
        ([second], opening(second), (422, "GROUP_BUY_INVALID")),
        ([first], opening(first, 9), (404, "GROUP_BUY_NOT_FOUND")),
        ([first], joining(first, "nothing"), (404, "GROUP_NOT_FOUND")),
    ):
        assert await preview(customer, *skus, **inputs) == refusal
    assert await preview(customer, first, quantity=3, **opening(first)) == (409, "LIMIT")


@pytest.mark.parametrize(
    "wish",
    [7, "x", [], {}, {"sku_id": 1}, {"sku_id": 1, "activity_id": 1, "group": "x"}, {"sku_id": True, "group": "x"}],
)
async def test_what_makes_no_sense(customer: Person, tea: Made, wish: object) -> None:
    assert await preview(customer, tea.sku_id, group_buy=wish) == (422, "GROUP_BUY_INVALID")


async def test_two_activities_on_one_line(customer: Person, tea: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [*ACTIVITIES.all(), "another"]
    monkeypatch.setattr(ACTIVITIES, "_rows", [(100, name, name) for name in names])
    asked = opening(tea.sku_id) | {"another": {"sku_id": tea.sku_id}}
    assert await preview(customer, tea.sku_id, **asked) == (422, "ACTIVITY_CONFLICT")


async def test_from_its_start_to_its_end(customer: Person, tea: Made, database: Database, clock_hand: Hand) -> None:
    await activity(database, tea.sku_id, starts_in=1, lasts=1)
    over = (409, "GROUP_BUY_OVER")
    for minutes, said in ((59, over), (1, (200, PRICE_FEN)), (60, over)):
        clock_hand.advance(minutes=minutes)
        assert await preview(customer, tea.sku_id, **opening(tea.sku_id)) == said


async def test_drafts_and_closed_ones(customer: Person, tea: Made, database: Database) -> None:
    activity_id = await activity(database, tea.sku_id, published=False)
    assert await preview(customer, tea.sku_id, **opening(tea.sku_id)) == (409, "GROUP_BUY_OVER")
    async with database.begin() as session:
        await editing.publish(session, SYSTEM, activity_id)
        await editing.close(session, SYSTEM, activity_id)
    assert await preview(customer, tea.sku_id, **opening(tea.sku_id)) == (409, "GROUP_BUY_OVER")


async def test_so_many_orders_a_person(customer: Person, tea: Made, database: Database) -> None:
    await activity(database, tea.sku_id, per_user_limit=1)
    placed = await order(customer, tea.sku_id, opening(tea.sku_id))
    refused = await try_order(customer, tea.sku_id, opening(tea.sku_id))
    assert (refused.status_code, refused.json()["code"]) == (409, "LIMIT")
    for _ in range(2):
        (await customer.client.post(f"/orders/{placed}/cancel", json={})).raise_for_status()
    assert await share(database, customer) == 0
    await order(customer, tea.sku_id, opening(tea.sku_id))


async def test_one_person_with_two_accounts(
    customer: Person, as_user: AsUser, tea: Made, database: Database, configure: Configure
) -> None:
    configure("activity", accounts_per_phone=0, accounts_per_address=1)
    await activity(database, tea.sku_id)
    await order(customer, tea.sku_id, opening(tea.sku_id))
    other = await as_user("马甲", consents=("address",))
    refused = await try_order(other, tea.sku_id, opening(tea.sku_id))
    assert (refused.status_code, refused.json()["details"]) == (409, {"by": "address"})
    assert await share(database, other) == 0
