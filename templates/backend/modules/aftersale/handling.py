"""What staff decide. Each answers with the case, or None when it was not in the right state any more."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import Actor
from app.core.database import changed
from app.modules.aftersale import amounts, balance, moves, refunding
from app.modules.aftersale.errors import AftersaleNotFound, AmountTooHigh
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.reasons import EXCHANGE, REFUND_ONLY
from app.modules.aftersale.schemas import AgreeIn, ReceiveIn, SendBackIn
from app.modules.aftersale.states import APPLIED, RECEIVED, REFUND_FAILED
from app.modules.order.api import Order


async def find(session: AsyncSession, aftersale_id: int, *, user_id: int | None = None) -> Aftersale:
    """Raises AftersaleNotFound, also for somebody else's case when `user_id` is given."""
    aftersale = await session.get(Aftersale, aftersale_id, populate_existing=True)
    if aftersale is None or (user_id is not None and aftersale.user_id != user_id):
        raise AftersaleNotFound
    return aftersale


async def most(session: AsyncSession, aftersale: Aftersale, *, merchant_fault: bool | None = None) -> int:
    """The most that may be given back for the case now, in fen."""
    order = await session.get_one(Order, aftersale.order_id, populate_existing=True)
    books = await balance.books(session, order)
    wanted = {line.line_id: line.quantity for line in aftersale.lines}
    fault = aftersale.merchant_fault if merchant_fault is None else merchant_fault
    return amounts.most(books, order.status, wanted, merchant_fault=fault).total_fen


async def agree(session: AsyncSession, aftersale: Aftersale, actor: Actor, body: AgreeIn) -> Aftersale | None:
    """To the money at once, or to the goods' coming back first. Raises AmountTooHigh."""
    fault = aftersale.merchant_fault if body.merchant_fault is None else body.merchant_fault
    values: dict[str, object] = {"merchant_fault": fault}
    if aftersale.kind != EXCHANGE:
        values["agreed_fen"] = await _limited(session, aftersale, body.refund_fen, merchant_fault=fault)
    if aftersale.kind == REFUND_ONLY:
        return await refunding.start(session, aftersale.id, actor, "同意退款", source=APPLIED, values=values)
    return await moves.agree(session, aftersale.id, actor, values)


async def receive(session: AsyncSession, aftersale: Aftersale, actor: Actor, body: ReceiveIn) -> Aftersale | None:
    """The goods are back; the money follows, where that is what was asked for. Raises AmountTooHigh."""
    values: dict[str, object] = {}
    if body.refund_fen is not None and aftersale.kind != EXCHANGE:
        values["agreed_fen"] = await _limited(session, aftersale, body.refund_fen)
    note = body.note or ("可再次销售" if body.sellable else "不可再次销售")
    received = await moves.receive(session, aftersale.id, actor, values, note, sellable=body.sellable)
    if received is None or received.kind == EXCHANGE:
        return received
    return await refunding.start(session, aftersale.id, actor, source=RECEIVED)


async def reship(session: AsyncSession, aftersale: Aftersale, actor: Actor, body: SendBackIn) -> Aftersale | None:
    """New goods go out: only for what was to be exchanged. Raises OutOfStock."""
    if aftersale.kind != EXCHANGE:
        return None
    return await moves.reship(session, aftersale.id, actor, body.courier, body.tracking_no)


async def refund_instead(
    session: AsyncSession, aftersale: Aftersale, actor: Actor, refund_fen: int | None
) -> Aftersale | None:
    """Goods that came back to be exchanged are paid back. Raises AmountTooHigh."""
    agreed = {"agreed_fen": await _limited(session, aftersale, refund_fen)}
    return await refunding.start(session, aftersale.id, actor, "改为退款", source=RECEIVED, values=agreed)


async def retry(session: AsyncSession, aftersale: Aftersale, actor: Actor) -> Aftersale | None:
    """Try a refund again that did not go through."""
    return await refunding.start(session, aftersale.id, actor, "重新退款", source=REFUND_FAILED)


async def settle(session: AsyncSession, aftersale: Aftersale, actor: Actor, note: str) -> Aftersale | None:
    """The customer got the money that is stuck in some other way."""
    stuck = sa.and_(Aftersale.id == aftersale.id, Aftersale.status == REFUND_FAILED)
    if not await changed(session, sa.update(Aftersale).where(stuck).values(failure="")):
        return None
    if aftersale.refund_fen is None:
        await refunding.take(session, aftersale)
    return await refunding.finish(session, aftersale.id, actor, f"线下了结：{note}")


async def _limited(
    session: AsyncSession, aftersale: Aftersale, fen: int | None, *, merchant_fault: bool | None = None
) -> int | None:
    """Raises AmountTooHigh."""
    if fen is not None and fen > (max_fen := await most(session, aftersale, merchant_fault=merchant_fault)):
        raise AmountTooHigh(max_fen=max_fen)
    return fen
