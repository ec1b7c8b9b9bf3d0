"""Limits against one person with many accounts.

WeChat tells a mini-program nothing that would know a phone again under another account, so what can be compared are
phone numbers and addresses. Both are compared by marks, digests with a key that is not in the database.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import cipher, unseal
from app.core.database import changed, upsert
from app.modules.activity.errors import LimitReached
from app.modules.activity.models import Entry, Seat
from app.modules.activity.settings import ActivitySettings
from app.modules.identity.api import phone_mark, phone_mark_of
from app.modules.order.api import find

Mark = tuple[str, str]
"""Its kind, "phone" or "address", and the digest."""

MESSAGES = {"phone": "同一手机号参加该活动的账号已达上限", "address": "同一收货地址参加该活动的账号已达上限"}


@dataclass(frozen=True)
class Claim:
    """What a customer takes part in, and with what: the flash sale 3, with the order 17."""

    activity: str
    activity_id: int
    user_id: int
    subject: str
    subject_id: int


async def enter_with_order(session: AsyncSession, activity: str, activity_id: int, order_id: int) -> None:
    """Let the order's customer take part. Raises LimitReached; once for each order, however often it is called."""
    order = await find(session, order_id)
    phone, address = unseal(order, "address_phone"), unseal(order, "address_text")
    marks = {("phone", phone_mark(phone))} if phone else set()
    if address:
        marks.add(("address", address_mark(address)))
    await enter(session, Claim(activity, activity_id, order.user_id, "order", order_id), marks)


async def enter(session: AsyncSession, claim: Claim, marks: Collection[Mark] = ()) -> None:
    """Let somebody take part under his own phone number and `marks`. Raises LimitReached, for the caller to roll back.

    A second call for the same subject changes nothing.
    """
    mine = await phone_mark_of(session, claim.user_id)
    rules = ActivitySettings.load()
    limits = {"phone": rules.accounts_per_phone, "address": rules.accounts_per_address}
    for kind, mark in sorted({*marks, *({("phone", mine)} if mine else ())}):
        if limits[kind]:
            await _sit(session, claim, kind, mark, limits[kind])


async def leave(session: AsyncSession, activity: str, subject: str, subject_id: int) -> None:
    """The subject takes part no longer: its seats are free again, unless something else of the same account holds
    them. Once, however often it is called.
    """
    mine = (Entry.activity == activity, Entry.subject == subject, Entry.subject_id == subject_id)
    freed = await session.execute(sa.delete(Entry).where(*mine).returning(Entry.seat_id))
    seats = sorted(freed.scalars())
    if seats:
        await changed(session, sa.update(Seat).where(Seat.id.in_(seats)).values(uses=Seat.uses - 1))
        await changed(session, sa.delete(Seat).where(Seat.id.in_(seats), Seat.uses == 0))


def address_mark(text: str) -> str:
    """The same for the same address, however it is spaced and punctuated."""
    return cipher().index(re.sub(r"[\W_]+", "", text).casefold(), "activity_seat:address")


async def _sit(session: AsyncSession, claim: Claim, kind: str, mark: str, limit: int) -> None:
    place = {"activity": claim.activity, "activity_id": claim.activity_id, "kind": kind, "mark": mark}
    taken = sa.and_(*(getattr(Seat, name) == value for name, value in place.items()), Seat.user_id == claim.user_id)
    again = sa.update(Seat).where(taken).values(uses=Seat.uses + 1).returning(Seat.id)
    seat_id = await session.scalar(again) or await _free(session, place, claim.user_id, limit)
    seat_id = seat_id or await session.scalar(again)  # the account's other request was faster
    if seat_id is None:
        raise LimitReached(MESSAGES[kind], by=kind)
    entry = {"activity": claim.activity, "subject": claim.subject, "subject_id": claim.subject_id, "seat_id": seat_id}
    if not await changed(session, upsert(session, Entry).values(entry).on_conflict_do_nothing()):
        await changed(session, sa.update(Seat).where(Seat.id == seat_id).values(uses=Seat.uses - 1))


async def _free(session: AsyncSession, place: dict[str, object], user_id: int, limit: int) -> int | None:
    """The lowest seat that nobody has; of two who want it the constraint lets one in."""
    for slot in range(1, limit + 1):
        insert = upsert(session, Seat).values(**place, slot=slot, user_id=user_id, uses=1)
        if seat_id := await session.scalar(insert.on_conflict_do_nothing().returning(Seat.id)):
            return int(seat_id)
    return None
