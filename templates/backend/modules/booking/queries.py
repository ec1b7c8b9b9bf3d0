"""What can be booked, and what is, as customers and the desk see it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.booking import ATTENDEES, OnlyOneself
from app.core import clock
from app.core.crypto import unseal
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.booking import desk, rules
from app.modules.booking.calendar import day_of, midnight
from app.modules.booking.errors import BookingNotFound, ResourceNotFound
from app.modules.booking.models import Booking, Resource, Slot
from app.modules.booking.pictures import qr
from app.modules.booking.schemas import (
    BookingOut,
    BookingState,
    DayOut,
    ResourceDetail,
    ResourceOut,
    SlotOut,
    StaffBooking,
)
from app.modules.booking.settings import BookingSettings
from app.modules.booking.states import AHEAD, BOOKED, HELD, HERE

_DAY = timedelta(days=1)


def _bookable(now: datetime) -> sa.ColumnElement[bool]:
    """Slots that somebody may take now."""
    settings = BookingSettings.load()
    in_time = Slot.starts_at.between(now + settings.notice, now + settings.ahead)
    return sa.and_(Slot.open, Slot.taken < Slot.capacity, in_time)


async def resources(session: AsyncSession, kind: str | None, page: PageQuery) -> Page[ResourceOut]:
    """What customers may book, in its order."""
    statement = sa.select(Resource).where(Resource.active)
    if kind:
        statement = statement.where(Resource.kind == kind)
    key = (Resource.position, Resource.id)
    rows, cursor = await paginate(session, statement, page, key=key, descending=False)
    return Page(items=await described(session, rows), next_cursor=cursor)


async def kinds(session: AsyncSession) -> list[str]:
    """What resources are sorted under, in their order."""
    named = sa.select(Resource.kind).where(Resource.active, Resource.kind != "").group_by(Resource.kind)
    return list(await session.scalars(named.order_by(sa.func.min(Resource.position), Resource.kind)))


async def described(session: AsyncSession, rows: Sequence[Resource]) -> list[ResourceOut]:
    free = sa.and_(Slot.resource_id.in_([row.id for row in rows]), _bookable(clock.now()))
    told = sa.select(Slot.resource_id, sa.func.min(Slot.price_fen), sa.func.min(Slot.starts_at))
    found = {row[0]: row[1:] for row in await session.execute(told.where(free).group_by(Slot.resource_id))}
    return [_resource(row, *found.get(row.id, (None, None))) for row in rows]


def _resource(row: Resource, from_fen: int | None, next_at: datetime | None) -> ResourceOut:
    return ResourceOut(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        summary=row.summary,
        place=row.place,
        picture_url=media_url(row.picture) if row.picture else None,
        from_fen=from_fen,
        next_at=next_at,
    )


async def find(session: AsyncSession, resource_id: int) -> Resource:
    """Raises ResourceNotFound, also for one that is not offered any more."""
    row = await session.get(Resource, resource_id, populate_existing=True)
    if row is None or not row.active:
        raise ResourceNotFound
    return row


async def resource(session: AsyncSession, resource_id: int) -> ResourceDetail:
    """Raises ResourceNotFound."""
    row = await find(session, resource_id)
    (shown,) = await described(session, [row])
    settings = BookingSettings.load()
    return ResourceDetail(
        **shown.model_dump(),
        days=await _days(session, row),
        hold_minutes=int(settings.hold / timedelta(minutes=1)),
        cancel_hours=round(settings.cancel_until / timedelta(hours=1), 1),
    )


async def _days(session: AsyncSession, row: Resource) -> list[DayOut]:
    now = clock.now()
    ahead = sa.and_(Slot.resource_id == row.id, Slot.starts_at > now, sa.or_(Slot.open, Slot.taken > 0))
    found = await session.execute(sa.select(Slot.starts_at, _bookable(now)).where(ahead).order_by(Slot.starts_at))
    days: dict[date, int] = {}
    for starts_at, free in found.all():
        days[day_of(starts_at)] = days.get(day_of(starts_at), 0) + bool(free)
    return [DayOut(day=day, free=free) for day, free in days.items()]


async def slots(session: AsyncSession, resource_id: int, day: date) -> list[SlotOut]:
    """A day's. Raises ResourceNotFound."""
    await find(session, resource_id)
    now, start = clock.now(), midnight(day)
    of_day = sa.and_(Slot.resource_id == resource_id, Slot.starts_at >= start, Slot.starts_at < start + _DAY)
    statement = sa.select(Slot, _bookable(now)).where(of_day, sa.or_(Slot.open, Slot.taken > 0))
    rows = await session.execute(statement.order_by(Slot.starts_at))
    return [
        SlotOut(
            id=slot.id,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            price_fen=slot.price_fen,
            left=slot.capacity - slot.taken if slot.open else 0,
            capacity=slot.capacity,
            state="free" if free else "over" if slot.open and slot.taken < slot.capacity else "full",
        )
        for slot, free in rows.all()
    ]


async def own(session: AsyncSession, booking_id: int, user_id: int) -> Booking:
    """Raises BookingNotFound, also for somebody else's."""
    row = await session.get(Booking, booking_id, populate_existing=True)
    if row is None or row.user_id != user_id:
        raise BookingNotFound
    return row


async def mine(session: AsyncSession, user_id: int, page: PageQuery, *, ahead: bool | None) -> Page[BookingOut]:
    """The customer's, the latest first."""
    statement = sa.select(Booking).where(Booking.user_id == user_id)
    if ahead is not None:
        live = Booking.status.in_(AHEAD | HERE)
        statement = statement.where(live if ahead else ~live)
    rows, cursor = await paginate(session, statement, page, key=[Booking.id])
    return Page(items=await shown(session, rows), next_cursor=cursor)


async def shown(session: AsyncSession, rows: Sequence[Booking]) -> list[BookingOut]:
    """Bookings as their customer sees them."""
    names = await attendees(session, rows)
    now = clock.now()
    return [_shown(row, names[row.id], now) for row in rows]


async def attendees(session: AsyncSession, rows: Sequence[Booking]) -> dict[int, str]:
    """Who comes, by booking."""
    found = await ATTENDEES.one(OnlyOneself()).names(session, sorted({row.attendee_id for row in rows}))
    return {row.id: found.get(row.attendee_id, "本人" if row.attendee_id == 0 else "已删除") for row in rows}


def remark(row: Booking) -> str:
    return unseal(row, "remark") or ""


def _shown(row: Booking, attendee: str, now: datetime) -> BookingOut:
    slot = row.slot
    picture = slot.resource.picture
    return BookingOut(
        id=row.id,
        number=row.number,
        status=cast("BookingState", row.status),
        resource_id=slot.resource_id,
        resource=slot.resource.name,
        place=slot.resource.place,
        picture_url=media_url(picture) if picture else None,
        attendee=attendee,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        price_fen=row.price_fen,
        remark=remark(row),
        created_at=row.created_at,
        expires_at=row.expires_at,
        paid_at=row.paid_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        changes_until=rules.changes_until(slot),
        qr=qr(row.number) if row.status == BOOKED else None,
        now=now,
        can=_can(row, now),
    )


def _can(row: Booking, now: datetime) -> list[str]:
    if row.status == HELD:
        return ["pay", "cancel"] if row.expires_at and row.expires_at > now else ["cancel"]
    if row.status != BOOKED or now > rules.changes_until(row.slot):
        return []
    return ["cancel", "move"] if row.moved < BookingSettings.load().moves else ["cancel"]


async def at_desk(session: AsyncSession, staff: Staff, rows: Sequence[Booking]) -> list[StaffBooking]:
    names = await attendees(session, rows)
    return [
        StaffBooking(
            id=row.id,
            number=row.number,
            status=cast("BookingState", row.status),
            resource_id=row.slot.resource_id,
            resource=row.slot.resource.name,
            user_id=row.user_id,
            attendee=names[row.id],
            starts_at=row.slot.starts_at,
            ends_at=row.slot.ends_at,
            price_fen=row.price_fen,
            paid=row.pay_no is not None,
            remark=remark(row),
            checked_in_at=row.checked_in_at,
            end_reason=row.end_reason,
            can=desk.may(row, staff),
        )
        for row in rows
    ]
