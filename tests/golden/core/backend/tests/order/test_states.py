"""The table of moves, held to what the business means by it."""

import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.order.models import Order
from app.modules.order.states import IN_PROGRESS, ORDER
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsUser


def test_a_canceled_or_completed_order_stays_so() -> None:
    assert ORDER.moves["canceled"] == frozenset()
    assert ORDER.moves["completed"] == frozenset()


def test_what_was_shipped_is_not_canceled() -> None:
    assert not ORDER.allows("shipped", "canceled")


def test_what_is_held_is_let_go_or_canceled() -> None:
    assert ORDER.moves["pending_group"] == {"paid", "canceled"}


def test_everything_else_in_progress_can_be_completed_or_shipped() -> None:
    for state in IN_PROGRESS - {"pending_group"}:
        assert ORDER.allows(state, "completed") or ORDER.allows(state, "shipped")


@pytest.mark.parametrize("status", sorted(ORDER.states - {"pending_payment"}))
async def test_only_an_unpaid_order_is_paid_or_canceled(status: str, as_user: AsUser, database: Database) -> None:
    order = await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
    async with database.begin() as session:
        await session.execute(sa.update(Order).where(Order.id == order["id"]).values(status=status, open_slot=None))
    async with database.begin() as session:
        assert not await moves.pay(session, order["id"], SYSTEM)
        assert not await moves.cancel_unpaid(session, order["id"], SYSTEM, "timeout")
