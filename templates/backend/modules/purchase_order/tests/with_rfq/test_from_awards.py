"""An award becomes an order, once. Steps 15 and 17 of the factory's day."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.purchase_order import ordering
from app.modules.purchase_order.models import PurchaseOrder
from tests.purchase_order.ordered import STAFF, acts, sees
from tests.racing import race
from tests.rfq.asked import decided, opened, quoted, seller
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser, OpenConsole

EVERYTHING = ("purchase_order.*", "rfq.*")
PROCESSES = 3


async def order_it(database: Database, award_id: int) -> int | str:
    """The order's id, or the code of the refusal."""
    try:
        async with database.begin() as session:
            return await ordering.create_from_award(session, SYSTEM, award_id)
    except AppError as refusal:
        return refusal.code


async def test_with_its_lines_and_prices(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    await quoted(person, rfq_id, 380, 125)
    award_id = await decided(boss, rfq_id, supplier_id)
    url = f"{STAFF}/from-award"
    made = {(await boss.client.post(url, json={"award_id": award_id})).raise_for_status().json()["id"] for _ in "ab"}
    [order_id] = made
    order = await sees(boss, order_id)
    assert (order["status"], order["supplier_id"], order["total_fen"]) == ("draft", supplier_id, 200 * 380 + 33 * 125)
    assert [(line["item"], line["quantity"], line["price_fen"]) for line in order["lines"]] == [
        ("深沟球轴承 6204", 200, 380),
        ("骨架油封", 33, 125),
    ]
    assert order["lines"][1]["wanted_on"] == "2027-01-15"
    (await acts(boss, order_id, "place")).raise_for_status()
    assert (await person.client.get(f"/supplier/purchase-orders/{order_id}")).status_code == 200


async def test_by_several_at_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    await quoted(person, rfq_id)
    award_id = await decided(boss, rfq_id, supplier_id)
    made = await race(database, order_it, [[(award_id,)] * 2] * PROCESSES)
    assert len(set(made)) == 1
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(PurchaseOrder)) == 1


async def test_of_who_is_blocked(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    await quoted(person, rfq_id)
    award_id = await decided(boss, rfq_id, supplier_id)
    await stands(database, supplier_id, "block")
    refused = await boss.client.post(f"{STAFF}/from-award", json={"award_id": award_id})
    assert (refused.status_code, refused.json()["code"]) == (409, "SUPPLIER_NOT_ACTIVE")


async def test_at_the_console(console: OpenConsole, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, clerk, (supplier_id, person) = (
        await as_staff(*EVERYTHING),
        await console(*EVERYTHING),
        await seller(as_user, database),
    )
    rfq_id = await opened(boss, supplier_id)
    await quoted(person, rfq_id)
    award_id = await decided(boss, rfq_id, supplier_id)
    assert "一季度轴承（甲厂）" in await clerk.text("purchase-orders/create")
    form = {"award": str(award_id), "supplier_id": "", "title": "", "lines_text": "", "note": ""}
    assert (await clerk.post("purchase-orders/create", form)).status_code in {200, 303}
    assert "¥801.25" in await clerk.text("purchase-orders/list")
