"""The tables of moves, held to what the business means by them, and walked move by move."""

import pytest
import sqlalchemy as sa

from app.contracts.order import OrderPaid
from app.contracts.pricing import Quote
from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.coupon import editing
from app.modules.coupon.errors import TemplateStatus
from app.modules.coupon.events import use_paid
from app.modules.coupon.jobs import expire
from app.modules.coupon.models import Coupon, CouponTemplate
from app.modules.coupon.states import COUPON, COUPON_LABELS, TEMPLATE, TEMPLATE_LABELS
from app.modules.coupon.step import CouponStep
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.coupon.factory import held, status_of, template
from tests.order.factory import place
from tests.types import AsUser, Configure

STATES = sorted(COUPON.states)


def test_what_is_expired_stays_expired() -> None:
    assert COUPON.moves["expired"] == frozenset()


def test_what_an_order_holds_does_not_expire_under_it() -> None:
    assert COUPON.sources("expired") == {"unused"}


def test_every_state_has_a_word() -> None:
    assert set(COUPON_LABELS) == COUPON.states
    assert set(TEMPLATE_LABELS) == TEMPLATE.states


async def put(database: Database, coupon_id: int, status: str, order_id: int) -> None:
    holds = status in ("locked", "used")
    values = {
        "status": status,
        "order_id": order_id if holds else None,
        "used_at": clock.now() if status == "used" else None,
    }
    async with database.begin() as session:
        await session.execute(sa.update(Coupon).where(Coupon.id == coupon_id).values(values))


@pytest.mark.parametrize("source", STATES)
@pytest.mark.parametrize("target", STATES)
async def test_only_the_moves_of_the_table_happen(
    source: str, target: str, as_user: AsUser, database: Database
) -> None:
    """Whatever moves a coupon, tried from each state: it arrives only where the table lets it."""
    person = await as_user(consents=("address",))
    coupon_id = await held(database, person)
    order_id = (await place(person, (await spu(database)).sku_id))["id"]
    await put(database, coupon_id, source, order_id)
    step = CouponStep()
    async with database.begin() as session:
        if target == "locked":
            quote = Quote(person.id, (), {"coupon": coupon_id})
            if source == "unused":
                await step.lock(session, order_id, quote)
            else:
                with pytest.raises(Exception, match="优惠券"):
                    await step.lock(session, order_id, quote)
        elif target == "used":
            await use_paid(session, OrderPaid(order_id, "1", person.id, 1, ()))
        elif target == "unused":
            await step.release(session, order_id)
        else:
            await session.execute(sa.update(Coupon).values(valid_until=clock.now()))
            await expire(session, {})
    moved = await status_of(database, coupon_id) == target
    assert moved == (COUPON.allows(source, target) or source == target)


async def test_used_stays_used_where_the_shop_says_so(
    as_user: AsUser, database: Database, configure: Configure
) -> None:
    configure("coupon", return_after_refund=False)
    person = await as_user(consents=("address",))
    coupon_id = await held(database, person)
    order_id = (await place(person, (await spu(database)).sku_id))["id"]
    paid = clock.now()
    for paid_at, status, after in ((paid, "used", "used"), (paid, "locked", "locked"), (None, "locked", "unused")):
        await put(database, coupon_id, status, order_id)
        async with database.begin() as session:
            await session.execute(sa.update(Order).values(paid_at=paid_at))
            await CouponStep().release(session, order_id)
        assert await status_of(database, coupon_id) == after, "told of the payment or not yet"


@pytest.mark.parametrize("source", sorted(TEMPLATE.states))
@pytest.mark.parametrize(("target", "move"), [("issuing", editing.issue), ("stopped", editing.stop)])
async def test_a_template_goes_only_where_the_table_lets_it(
    source: str, target: str, move: object, database: Database
) -> None:
    assert callable(move)
    template_id = await template(database, issued=False)
    async with database.begin() as session:
        await session.execute(sa.update(CouponTemplate).values(status=source))
    async with database.begin() as session:
        if TEMPLATE.allows(source, target):
            assert (await move(session, SYSTEM, template_id)).status == target
        else:
            with pytest.raises(TemplateStatus):
                await move(session, SYSTEM, template_id)
