"""What happens when nobody does anything."""

import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order.api import advance
from tests.aftersale.conftest import Till
from tests.aftersale.factory import asked, bought, done, seen, send_back, statuses
from tests.catalog.factory import spu
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def clerk(as_staff: AsStaff) -> Person:
    return await as_staff("aftersale.*")


async def test_the_merchant_does_not_answer(  # noqa: PLR0917  # fixtures
    person: Person,
    database: Database,
    configure: Configure,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
    till: Till,
) -> None:
    configure("aftersale", agree_after="24h")
    order = await bought(person, database, (await spu(database)).sku_id)
    case = await asked(person, order, "refund_only", 1)
    for hours, status in ((23, "applied"), (2, "refunding")):
        clock_hand.advance(hours=hours)
        await drain_jobs()
        assert (await seen(person, case))["status"] == status
    assert len(till.asked) == 1


async def test_goods_that_were_sent_meanwhile_are_for_people(
    person: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs, till: Till
) -> None:
    order = await bought(person, database, (await spu(database)).sku_id, status="to_ship")
    case = await asked(person, order, "refund_only", 1)
    async with database.begin() as session:
        assert await advance(session, order["id"], "shipped", SYSTEM)
    clock_hand.advance(days=3)
    await drain_jobs()
    assert ((await seen(person, case))["status"], till.asked) == ("applied", [])


async def test_what_was_sent_is_never_agreed_to_by_itself(
    person: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "refund_only", 1)
    clock_hand.advance(days=20)
    await drain_jobs()
    assert (await seen(person, case))["status"] == "applied"


async def test_the_customer_does_not_send_back(  # noqa: PLR0917  # fixtures
    person: Person,
    clerk: Person,
    database: Database,
    configure: Configure,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
) -> None:
    configure("aftersale", return_within="3d")
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "return_refund", 1)
    assert (await done(clerk, case, "agree"))["due_at"]
    for days, status in ((2, "agreed"), (2, "canceled")):
        clock_hand.advance(days=days)
        await drain_jobs()
        assert (await seen(person, case))["status"] == status


async def test_the_merchant_does_not_confirm(  # noqa: PLR0917  # fixtures
    person: Person,
    clerk: Person,
    database: Database,
    configure: Configure,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
    till: Till,
) -> None:
    configure("aftersale", receive_within="5d")
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "return_refund", 1)
    await done(clerk, case, "agree")
    await send_back(person, case)
    for days, asked_for in ((4, 0), (2, 1)):
        clock_hand.advance(days=days)
        await drain_jobs()
        assert len(till.asked) == asked_for
    assert (await statuses(database, case))[-2:] == ["received", "refunding"]


async def test_new_goods_that_nobody_confirms(  # noqa: PLR0917  # fixtures
    person: Person,
    clerk: Person,
    database: Database,
    configure: Configure,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
) -> None:
    configure("aftersale", exchange_done_after="4d")
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "exchange", 1)
    await done(clerk, case, "agree")
    await send_back(person, case)
    await done(clerk, case, "receive", sellable=False)
    await done(clerk, case, "reship", courier="顺丰", tracking_no="SF99999")
    clock_hand.advance(days=5)
    await drain_jobs()
    assert (await seen(person, case))["status"] == "done"


async def test_a_case_that_moved_on_is_left_alone(
    person: Person, clerk: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    order = await bought(person, database, (await spu(database)).sku_id)
    case = await asked(person, order, "refund_only", 1)
    await done(clerk, case, "reject", reason="已在打包")
    clock_hand.advance(days=20)
    await drain_jobs()
    assert await statuses(database, case) == ["applied", "rejected"]
