"""The moves of a case. Each is one conditional update; what it entails is in the same transaction, once.

Every function answers with the case as it then is, or None: somebody else was faster, and nothing was done.
"""

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.aftersale import (
    AftersaleAgreed,
    AftersaleApplied,
    AftersaleCanceled,
    AftersaleCompleted,
    AftersaleEvent,
    AftersaleRejected,
    AftersaleReshipped,
)
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import clock, jobs
from app.core.business import business
from app.core.context import Actor
from app.core.database import changed
from app.core.events import emit
from app.modules.aftersale import balance, history
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.settings import AftersaleSettings
from app.modules.aftersale.states import (
    AFTERSALE,
    AGREED,
    APPLIED,
    BUYER_SHIPPED,
    CANCELED,
    DONE,
    ENDED,
    RECEIVE_REFUSED,
    RECEIVED,
    REJECTED,
    RESHIPPED,
)

SUBJECT = "aftersale"
SENT_AGAIN = "exchange"
"""What goods are for that replace others."""
DUE = "aftersale.due"

EVENTS: Mapping[str, type[AftersaleEvent]] = {
    APPLIED: AftersaleApplied,
    AGREED: AftersaleAgreed,
    REJECTED: AftersaleRejected,
    RECEIVE_REFUSED: AftersaleRejected,
    RESHIPPED: AftersaleReshipped,
    DONE: AftersaleCompleted,
    CANCELED: AftersaleCanceled,
}


async def step(
    session: AsyncSession,
    aftersale_id: int,
    to: str,
    actor: Actor,
    note: str = "",
    *,
    source: str | Collection[str] | None = None,
    values: Mapping[str, object] | None = None,
) -> Aftersale | None:
    """One row of the table of moves; `values` are columns that change with it.

    A case that has ended no longer keeps its pieces from being asked for again.
    """
    rules = AftersaleSettings.load()
    patience = {
        AGREED: rules.return_within,
        BUYER_SHIPPED: rules.receive_within,
        RESHIPPED: rules.exchange_done_after,
    }.get(to)
    changes = {
        **(values or {}),
        "due_at": clock.now() + patience if patience is not None else None,
        "finished_at": clock.now() if to in ENDED else None,
    }
    if not await AFTERSALE.move(session, Aftersale, aftersale_id, source=source, to=to, **changes):
        return None
    return await entail(session, aftersale_id, actor, note)


async def entail(session: AsyncSession, aftersale_id: int, actor: Actor, note: str = "") -> Aftersale:
    """What follows from the state that the case has just got."""
    aftersale = await session.get_one(Aftersale, aftersale_id, populate_existing=True)
    status = aftersale.status
    await history.note(session, aftersale_id, status, actor, note)
    if status in ENDED and aftersale.refund_fen is None:
        await balance.let_go(session, [line.line_id for line in aftersale.lines])
    if aftersale.due_at is not None:
        payload = {"aftersale_id": aftersale_id, "status": status}
        await jobs.schedule(session, DUE, key=f"{aftersale_id}:{status}", run_at=aftersale.due_at, payload=payload)
    if kind := EVENTS.get(status):
        await emit(session, _event(aftersale, kind))
    return aftersale


def _event(aftersale: Aftersale, kind: type[AftersaleEvent]) -> AftersaleEvent:
    return kind(
        aftersale.id,
        aftersale.aftersale_no,
        aftersale.order_id,
        aftersale.user_id,
        aftersale.kind,
        aftersale.refund_fen or 0,
    )


async def agree(
    session: AsyncSession, aftersale_id: int, actor: Actor, values: Mapping[str, object]
) -> Aftersale | None:
    """The goods may be sent back, to the address of today."""
    return await step(session, aftersale_id, AGREED, actor, values={**values, "return_to": return_address()})


async def reject(session: AsyncSession, aftersale_id: int, actor: Actor, why: str) -> Aftersale | None:
    return await step(session, aftersale_id, REJECTED, actor, why, values={"answer": why})


async def cancel(session: AsyncSession, aftersale_id: int, actor: Actor, note: str = "") -> Aftersale | None:
    return await step(session, aftersale_id, CANCELED, actor, note)


async def send_back(
    session: AsyncSession, aftersale_id: int, actor: Actor, courier: str, tracking: str
) -> Aftersale | None:
    """The customer has posted the goods."""
    sent = {"return_courier": courier, "return_tracking": tracking}
    return await step(session, aftersale_id, BUYER_SHIPPED, actor, f"{courier} {tracking}", values=sent)


async def correct(session: AsyncSession, aftersale_id: int, actor: Actor, courier: str, tracking: str) -> bool:
    """The customer had mistyped the number of goods that are on their way back; False when they are not."""
    on_its_way = sa.and_(Aftersale.id == aftersale_id, Aftersale.status == BUYER_SHIPPED)
    sent = {"return_courier": courier, "return_tracking": tracking}
    if not await changed(session, sa.update(Aftersale).where(on_its_way).values(sent)):
        return False
    await history.note(session, aftersale_id, BUYER_SHIPPED, actor, f"改为 {courier} {tracking}")
    return True


async def receive(
    session: AsyncSession,
    aftersale_id: int,
    actor: Actor,
    values: Mapping[str, object],
    note: str = "",
    *,
    sellable: bool,
) -> Aftersale | None:
    """The goods are back; those that can be sold again are in stock from now on."""
    aftersale = await step(session, aftersale_id, RECEIVED, actor, note, values=values)
    if aftersale is not None and sellable:
        await restock(session, aftersale)
    return aftersale


async def refuse(session: AsyncSession, aftersale_id: int, actor: Actor, why: str) -> Aftersale | None:
    """What came back is not taken."""
    return await step(session, aftersale_id, RECEIVE_REFUSED, actor, why, values={"answer": why})


async def reship(
    session: AsyncSession, aftersale_id: int, actor: Actor, courier: str, tracking: str
) -> Aftersale | None:
    """New goods go out instead of those that came back. Raises OutOfStock."""
    sent = {"reship_courier": courier, "reship_tracking": tracking}
    aftersale = await step(session, aftersale_id, RESHIPPED, actor, f"{courier} {tracking}", values=sent)
    if aftersale is not None:
        stock = STOCK.one(UnlimitedStock())
        await stock.reserve(session, SENT_AGAIN, aftersale_id, pieces(aftersale))
        await stock.commit(session, SENT_AGAIN, aftersale_id)
    return aftersale


async def confirm(session: AsyncSession, aftersale_id: int, actor: Actor, note: str = "") -> Aftersale | None:
    """The customer has the new goods."""
    return await step(session, aftersale_id, DONE, actor, note, source=RESHIPPED)


async def restock(session: AsyncSession, aftersale: Aftersale, here: Mapping[int, int] | None = None) -> None:
    """The case's goods can be sold to others, once; no more of a line than is `here` (pieces by its id), if given."""
    limits = {line.line_id: line.quantity for line in aftersale.lines} if here is None else here
    back = {line.bought.sku_id: min(line.quantity, limits[line.line_id]) for line in aftersale.lines}
    back = {sku_id: quantity for sku_id, quantity in back.items() if quantity > 0}
    by = (SUBJECT, aftersale.id)
    await STOCK.one(UnlimitedStock()).take_back(session, "order", aftersale.order_id, back, by=by)


def pieces(aftersale: Aftersale) -> dict[int, int]:
    """How many of each SKU the case is about."""
    return {line.bought.sku_id: line.quantity for line in aftersale.lines}


def return_address() -> str:
    """Who and where to send goods to, in one line."""
    rules, shop = AftersaleSettings.load(), business()
    who = rules.return_recipient or shop.business.company or shop.app.name
    parts = [who, rules.return_phone or shop.business.phone, rules.return_address or shop.business.address]
    return " ".join(part for part in parts if part)[:200]
