"""The bargain's step in the chain of prices."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import ActivityConflict, Quote, asked_for, at_activity_price
from app.core import clock
from app.core.database import changed
from app.modules.activity.api import LimitReached, enter_with_order, leave
from app.modules.bargain import bargaining, queries
from app.modules.bargain.errors import (
    BargainAlone,
    BargainInvalid,
    BargainNotFound,
    BargainOver,
    BargainSoldOut,
    NotYet,
)
from app.modules.bargain.models import Bargain, BargainActivity
from app.modules.bargain.schemas import Wish
from app.modules.bargain.states import BOUGHT, FAILED, RECORD

STEP = "bargain"
LABEL = "砍价"


class BargainStep:
    name = STEP
    refusals = (
        ActivityConflict,
        BargainAlone,
        BargainInvalid,
        BargainNotFound,
        BargainOver,
        BargainSoldOut,
        LimitReached,
        NotYet,
    )

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        wish = _wish(quote.inputs)
        if wish is None:
            return quote
        asked_for(quote)
        if [(line.sku_id, line.quantity) for line in quote.lines] != [(wish.sku_id, 1)]:
            raise BargainAlone
        record = await _ready(session, quote.user_id, wish)
        quote = at_activity_price(quote, self.name, LABEL, {wish.sku_id: record.price_fen})
        return quote.offering(self.name, {"record": record.code})

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """The order holds the bargain and a piece of the activity."""
        wish = _wish(quote.inputs)
        if wish is None:
            return
        record = await _ready(session, quote.user_id, wish)
        free = sa.and_(
            Bargain.id == record.id, Bargain.order_id.is_(None), Bargain.status.in_(queries.buyable_states())
        )
        free = sa.and_(free, Bargain.expires_at > clock.now())
        if not await changed(session, sa.update(Bargain).where(free).values(order_id=order_id)):
            raise BargainOver(status=record.status)
        activity = sa.and_(BargainActivity.id == record.activity_id, BargainActivity.taken < BargainActivity.stock)
        if not await changed(
            session, sa.update(BargainActivity).where(activity).values(taken=BargainActivity.taken + 1)
        ):
            raise BargainSoldOut
        await enter_with_order(session, self.name, record.activity_id, order_id)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """An unpaid order gives the bargain back, for as long as it has time; a refunded one ends it."""
        held = Bargain.order_id == order_id
        ended = sa.update(Bargain).where(held, Bargain.status == BOUGHT).values(status=FAILED, order_id=None)
        given_back = sa.update(Bargain).where(held, Bargain.status.in_(RECORD.sources(BOUGHT))).values(order_id=None)
        for statement in (ended, given_back):
            row = (
                await session.execute(
                    statement.returning(Bargain.id, Bargain.activity_id, Bargain.expires_at),
                    execution_options={"synchronize_session": False},
                )
            ).one_or_none()
            if row is None:
                continue
            activity = sa.update(BargainActivity).where(BargainActivity.id == row.activity_id)
            await changed(session, activity.values(taken=BargainActivity.taken - 1))
            if row.expires_at <= clock.now():
                await bargaining.fail(session, row.id)
        await leave(session, self.name, "order", order_id)


def _wish(inputs: Mapping[str, Any]) -> Wish | None:
    """Raises BargainInvalid for what makes no sense."""
    if (said := inputs.get(STEP)) is None:
        return None
    try:
        return Wish.model_validate(said, strict=True)
    except ValidationError:
        raise BargainInvalid("砍价请求有误") from None


async def _ready(session: AsyncSession, user_id: int, wish: Wish) -> Bargain:
    """The customer's bargain, when it can be bought. Raises why it cannot."""
    record = await queries.record(session, wish.record)
    if record.user_id != user_id or record.activity.sku_id != wish.sku_id:
        raise BargainNotFound
    if record.order_id is not None or record.status in (BOUGHT, FAILED) or record.expires_at <= clock.now():
        raise BargainOver(status=record.status)
    if record.status not in queries.buyable_states():
        raise NotYet(missing=record.missing)
    if record.activity.taken >= record.activity.stock:
        raise BargainSoldOut
    return record
