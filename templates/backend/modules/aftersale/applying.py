"""Asking for something: everything it takes happens in one transaction, or nothing does."""

import secrets

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, privacy
from app.core.context import Actor
from app.core.crypto import seal
from app.core.database import changed
from app.modules.aftersale import amounts, balance, moves, rules
from app.modules.aftersale.errors import LineNotFound, NothingLeft, PictureUnknown, TooManyPictures
from app.modules.aftersale.models import Aftersale, AftersaleLine, AftersalePicture
from app.modules.aftersale.purposes import AFTERSALE as PURPOSE
from app.modules.aftersale.reasons import EXCHANGE, REASONS
from app.modules.aftersale.schemas import ApplyIn, OpenIn, WantedIn
from app.modules.aftersale.settings import AftersaleSettings
from app.modules.aftersale.states import AFTERSALE
from app.modules.identity.api import lock_user
from app.modules.order.api import Order, OrderLine, find


async def quote(session: AsyncSession, order: Order, body: WantedIn) -> amounts.Amount:
    """What would go back now. Raises LineNotFound, NothingLeft."""
    lines = _chosen(order, body)
    if body.kind == EXCHANGE:
        return amounts.Amount(dict.fromkeys(body.wanted, 0), 0)
    books = await balance.books(session, order)
    fault = REASONS[body.reason].merchant_fault
    amount = amounts.most(books, order.status, body.wanted, merchant_fault=fault)
    if not amount.total_fen and any(line.total_fen > 0 for line in lines):
        raise NothingLeft
    return amount


def _chosen(order: Order, body: WantedIn) -> list[OrderLine]:
    """Raises LineNotFound."""
    if strangers := sorted(body.wanted.keys() - {line.id for line in order.lines}):
        raise LineNotFound(line_id=strangers[0])
    return [line for line in order.lines if line.id in body.wanted]


async def apply(session: AsyncSession, user_id: int, body: ApplyIn) -> Aftersale:
    """By the customer.

    Raises OrderNotFound, what `rules.check`, `quote` and `balance.claim` raise, ConsentRequired, PictureUnknown,
    TooManyPictures.
    """
    order = await find(session, body.order_id, user_id=user_id)
    await rules.check(session, order, body.kind, body.reason, _chosen(order, body), by_staff=False)
    if len(body.picture_ids) > (limit := AftersaleSettings.load().max_pictures):
        raise TooManyPictures(limit=limit)
    if body.description or body.phone or body.picture_ids:
        await lock_user(session, user_id)
        await privacy.require_consent(session, user_id, PURPOSE.id)
    aftersale = await _create(session, order, body, body.description, Actor("user", user_id))
    if body.phone:
        seal(aftersale, "phone", body.phone)
        await session.flush()
    await _attach(session, aftersale, body.picture_ids)
    return aftersale


async def open_for(session: AsyncSession, body: OpenIn, actor: Actor) -> Aftersale:
    """By staff, for the customer: neither the time nor the product matters."""
    order = await find(session, body.order_id)
    await rules.check(session, order, body.kind, body.reason, _chosen(order, body), by_staff=True)
    return await _create(session, order, body, body.description, actor)


async def _create(session: AsyncSession, order: Order, body: WantedIn, description: str, actor: Actor) -> Aftersale:
    await balance.claim(session, order, body.wanted)
    amount = await quote(session, order, body)
    now = clock.now()
    answered = now + AftersaleSettings.load().agree_after if order.status in rules.UNSENT else None
    aftersale = Aftersale(
        aftersale_no=f"S{now:%Y%m%d}{secrets.randbelow(10**10):010d}",
        order_id=order.id,
        user_id=order.user_id,
        kind=body.kind,
        status=AFTERSALE.initial,
        reason=body.reason,
        merchant_fault=REASONS[body.reason].merchant_fault,
        description=description,
        asked_fen=amount.total_fen,
        due_at=answered,
        created_at=now,
    )
    session.add(aftersale)
    await session.flush()
    wanted = sorted(body.wanted.items())
    session.add_all(AftersaleLine(aftersale_id=aftersale.id, line_id=line, quantity=count) for line, count in wanted)
    await session.flush()
    return await moves.entail(session, aftersale.id, actor)


async def _attach(session: AsyncSession, aftersale: Aftersale, picture_ids: list[int]) -> None:
    """Raises PictureUnknown."""
    if not picture_ids:
        return
    free = sa.and_(
        AftersalePicture.id.in_(picture_ids),
        AftersalePicture.user_id == aftersale.user_id,
        AftersalePicture.aftersale_id.is_(None),
    )
    attach = sa.update(AftersalePicture).where(free).values(aftersale_id=aftersale.id)
    if await changed(session, attach) < len(set(picture_ids)):
        raise PictureUnknown
