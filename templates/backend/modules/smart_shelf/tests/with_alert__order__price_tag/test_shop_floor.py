"""A day on the shop's floor: picked until it is low, a price that a tag never shows, and a shelf that falls silent."""

import httpx

from app.core.database import Database
from app.modules.alert import sweeping
from app.modules.device import presence
from tests.device.machines import status
from tests.inventory.shelf import check_books, counts, stocked
from tests.order.factory import place
from tests.price_tag.tags import TAGS, TAGS_URL, bound, esl, reprice, to_do
from tests.price_tag.tags import TYPES as TAG_TYPES
from tests.smart_shelf.shelves import SLOTS, TYPES, grams, shelf, slot, tells
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand

SILENT = {"silent": {"label": "货架失联", "device": "shelf", "no_data": "5m", "severity": "major"}}


async def test_what_staff_see_of_it_and_customers_do_not(  # noqa: PLR0917  # whatever has a hand in it
    database: Database, client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser, drain_jobs: DrainJobs,
    clock_hand: Hand, configure: Configure,
) -> None:  # fmt: skip
    configure("device", types={**TYPES, **TAG_TYPES})
    configure("price_tag", tags=TAGS, late_after="5m")
    configure("alert", rules=SILENT)
    staff, person = await as_staff("smart_shelf.*", "price_tag.*", "alert.read"), await as_user(consents=("address",))
    sku_id, device, tag = (await stocked(database, 6)).sku_id, await shelf(database), await esl(database, client)
    await slot(database, device, sku_id)
    await bound(database, tag, sku_id)
    await tells(database, device, left=grams(6))

    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(4))
    assert await counts(database, sku_id) == (4, 0)
    (notice,) = (await staff.client.get(f"{SLOTS}/replenishments")).json()["items"]
    assert (notice["available"], notice["low_at"], notice["ended_at"]) == (4, 5, None)

    await reprice(database, sku_id, 5990)
    for _ in range(11):
        await drain_jobs()
        clock_hand.advance(seconds=30)
    await drain_jobs()
    assert (await to_do(client, tag), await status(database, tag.id)) == ([], "online")
    (mismatch,) = (await staff.client.get(TAGS_URL, params={"which": "mismatched"})).json()["items"]
    assert (mismatch["status"], mismatch["version"], mismatch["shown_version"]) == ("expired", 2, 0)

    async with database.begin() as session:
        await presence.sweep(session, {})
        await sweeping.sweep(session, {})
    assert await status(database, device.id) == "offline"
    (alarm,) = (await staff.client.get("/staff/alarms", params={"which": "open"})).json()["items"]
    assert (alarm["title"], alarm["device_code"]) == ("货架失联", "shelf-1")

    order = await place(person, sku_id, quantity=3)
    assert (order["status"], await counts(database, sku_id)) == ("pending_payment", (1, 3))
    await check_books(database, sku_id)
