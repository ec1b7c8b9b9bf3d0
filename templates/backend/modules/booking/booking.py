"""The moves of a booking. Each is one conditional update; what it entails is in the same transaction, once.

Functions that answer a bool say whether they moved the booking: False means that somebody else was faster, and nothing
was done.
"""

import secrets
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.booking import (
    ATTENDEES,
    CONCESSIONS,
    Attendee,
    BookingBooked,
    BookingCanceled,
    BookingCheckedIn,
    BookingDone,
    BookingDue,
    BookingEvent,
    BookingMissed,
    BookingMoved,
    OnlyOneself,
    Wish,
)
from app.contracts.emr import ENCOUNTERS, NoEncounters
from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import clock, jobs
from app.core.context import SYSTEM, Actor
from app.core.crypto import seal
from app.core.database import changed, insert_once
from app.core.events import emit
from app.modules.booking import history, rules, taking
from app.modules.booking.errors import AttendeeNotFound, OtherPrice, TooManyBookings
from app.modules.booking.models import Booking, Slot
from app.modules.booking.settings import BookingSettings
from app.modules.booking.states import (
    BOOKED,
    BOOKING,
    CANCELED,
    CHECKED_IN,
    DONE,
    EXPIRED,
    HELD,
    HERE,
    IN_SERVICE,
    NO_SHOW,
)

SUBJECT = "booking"
EXPIRE, REMIND, MISS = "booking.expire", "booking.remind", "booking.miss"
RANDOM_DIGITS = 10

E = TypeVar("E", bound=BookingEvent)


async def find(session: AsyncSession, booking_id: int) -> Booking:
    """As it is now. Raises NoResultFound for one that never was."""
    return await session.get_one(Booking, booking_id, populate_existing=True)


async def attendee_of(session: AsyncSession, user_id: int, attendee_id: int) -> Attendee:
    """Raises AttendeeNotFound for one who is not this customer's, ConsentRequired."""
    attendee = await ATTENDEES.one(OnlyOneself()).find(session, user_id, attendee_id)
    if attendee is None:
        raise AttendeeNotFound
    return attendee


async def hold(session: AsyncSession, user_id: int, slot_id: int, attendee: Attendee, remark: str = "") -> Booking:
    """A place until it is paid; where there is nothing to pay, it is the customer's at once.

    Raises SlotNotFound, SlotOver, SlotTooFar, SlotTaken, AttendeeBusy, TooManyBookings, TooManyNoShows.
    """
    slot = await taking.find_slot(session, slot_id)
    rules.check_time(slot)
    await rules.check_person(session, attendee.person)
    await taking.take_place(session, slot_id)
    slot = await taking.find_slot(session, slot_id)
    now = clock.now()
    row = {
        "number": f"{now:%y%m%d}{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}",
        "slot_id": slot_id,
        "user_id": user_id,
        "attendee_id": attendee.id,
        "person": attendee.person,
        "status": BOOKING.initial,
        "price_fen": slot.price_fen,
        "moved": 0,
        "created_at": now,
        "end_reason": "",
    }
    booking = await _insert(session, row)
    booking.price_fen = await _price(session, booking, slot)
    if remark:
        seal(booking, "remark", remark)
    await taking.occupy(session, booking, slot)
    await history.note(session, booking.id, HELD, Actor("user", user_id))
    if booking.price_fen and PAYMENT.one(NobodyCollects()).collects:
        booking.expires_at = now + BookingSettings.load().hold
        await session.flush()
        payload = {"booking_id": booking.id}
        await jobs.schedule(session, EXPIRE, key=booking.number, run_at=booking.expires_at, payload=payload)
    else:
        await session.flush()
        await confirm(session, booking.id, Actor("user", user_id))
    return await find(session, booking.id)


async def _price(session: AsyncSession, booking: Booking, slot: Slot) -> int:
    """The slot's, less what the customer has a right to."""
    wish = Wish(booking.id, booking.user_id, booking.person, slot.resource_id, slot.price_fen)
    for concession in CONCESSIONS.all():
        wish = replace(wish, price_fen=await concession.price_fen(session, wish))
    return wish.price_fen


async def _insert(session: AsyncSession, row: dict[str, object]) -> Booking:
    """In the customer's lowest free place; of two requests for one the constraint lets one in.

    Raises TooManyBookings.
    """
    limit = BookingSettings.load().max_open
    ahead = sa.select(Booking.place).where(Booking.user_id == row["user_id"], Booking.place > 0)
    insert = insert_once(session.get_bind().dialect.name, Booking, "user_id", "place").returning(Booking.id)
    for place in sorted(set(range(1, limit + 1)) - set(await session.scalars(ahead))):
        if booking_id := await session.scalar(insert, row | {"place": place}):
            return await session.get_one(Booking, booking_id)
    raise TooManyBookings(limit=limit)


async def confirm(session: AsyncSession, booking_id: int, actor: Actor, *, pay_no: str | None = None) -> bool:
    """It is paid (by `pay_no`), or nothing is to be paid here."""
    paid = {"pay_no": pay_no, "paid_at": clock.now()} if pay_no else {}
    if not await BOOKING.move(session, Booking, booking_id, source=HELD, to=BOOKED, **paid):
        return False
    row = await _noted(session, booking_id, actor)
    await _time_jobs(session, row)
    await emit(session, event(row, BookingBooked))
    return True


async def _time_jobs(session: AsyncSession, row: Booking) -> None:
    """What happens by the clock of its slot. After a move, those of the slot before find that it has another."""
    settings, slot = BookingSettings.load(), row.slot
    key, payload = f"{row.number}:{slot.id}:{row.moved}", {"booking_id": row.id, "slot_id": slot.id}
    remind_at = slot.starts_at - settings.remind_before
    if remind_at > clock.now():
        await jobs.schedule(session, REMIND, key=key, run_at=remind_at, payload=payload)
    missed_at = slot.starts_at + settings.no_show_after
    await jobs.schedule(session, MISS, key=key, run_at=missed_at, payload=payload)


async def remind(session: AsyncSession, booking_id: int, slot_id: int) -> None:
    row = await find(session, booking_id)
    if row.status == BOOKED and row.slot_id == slot_id:
        await emit(session, event(row, BookingDue))


async def expire(session: AsyncSession, booking_id: int) -> bool:
    """Not paid in time: the place is free again, and money that still comes goes back by itself."""
    return await _give_up(session, booking_id, SYSTEM, source=HELD, to=EXPIRED, reason="超时未付款")


async def cancel(session: AsyncSession, booking_id: int, actor: Actor, reason: str, *, source: frozenset[str]) -> bool:
    """The place is free again; what was paid goes back, all of it."""
    return await _give_up(session, booking_id, actor, source=source, to=CANCELED, reason=reason)


async def _give_up(
    session: AsyncSession, booking_id: int, actor: Actor, *, source: str | frozenset[str], to: str, reason: str
) -> bool:
    end = {"place": None, "ended_at": clock.now(), "end_reason": reason[:60]}
    if not await BOOKING.move(session, Booking, booking_id, source=source, to=to, **end):
        return False
    row = await _noted(session, booking_id, actor, reason)
    await taking.give_place_back(session, row.slot_id)
    await taking.leave(session, booking_id)
    for concession in CONCESSIONS.all():
        await concession.release(session, booking_id)
    payment = PAYMENT.one(NobodyCollects())
    if row.pay_no:
        await payment.refund(
            session, SUBJECT, booking_id, amount_fen=None, key="canceled", reason=reason, pay_no=row.pay_no
        )
    else:
        await payment.close(session, SUBJECT, booking_id)
    if to == CANCELED:
        await emit(session, event(row, BookingCanceled, reason=reason, refunded=bool(row.pay_no)))
    return True


async def move(session: AsyncSession, booking_id: int, slot_id: int, actor: Actor) -> bool:
    """To another time at the same price. False where it is not booked (any more), or has that time already.

    Raises SlotNotFound, SlotOver, SlotTooFar, SlotTaken, OtherPrice, AttendeeBusy.
    """
    row = await find(session, booking_id)
    await taking.lock_slots(session, row.slot_id, slot_id)
    slot = await taking.find_slot(session, slot_id)
    rules.check_time(slot)
    if slot.price_fen != row.slot.price_fen:
        raise OtherPrice(price_fen=slot.price_fen)
    still = sa.and_(Booking.id == booking_id, Booking.status == BOOKED, Booking.slot_id == row.slot_id)
    moved = {"slot_id": slot_id, "moved": Booking.moved + 1}
    if slot_id == row.slot_id or not await changed(session, sa.update(Booking).where(still).values(**moved)):
        return False
    await taking.take_place(session, slot_id)
    await taking.give_place_back(session, row.slot_id)
    await taking.leave(session, booking_id)
    await taking.occupy(session, row, slot)
    row = await _noted(session, booking_id, actor, "改期")
    await _time_jobs(session, row)
    await emit(session, event(row, BookingMoved))
    return True


async def check_in(session: AsyncSession, booking_id: int, actor: Actor) -> bool:
    """He is there; late ones as well, as long as staff take them in."""
    if not await BOOKING.move(
        session, Booking, booking_id, to=CHECKED_IN, checked_in_at=clock.now(), place=None, ended_at=None
    ):
        return False
    await emit(session, event(await _noted(session, booking_id, actor), BookingCheckedIn))
    return True


async def start(session: AsyncSession, booking_id: int, actor: Actor) -> bool:
    """It is his turn: where records are kept, his is open before whoever sees to him."""
    if not await BOOKING.move(session, Booking, booking_id, to=IN_SERVICE):
        return False
    row = await _noted(session, booking_id, actor)
    doctor_id = row.slot.resource.staff_id
    if doctor_id and row.attendee_id:
        await ENCOUNTERS.one(NoEncounters()).open(
            session, patient_id=row.attendee_id, doctor_id=doctor_id, source_key=f"{SUBJECT}:{booking_id}"
        )
    return True


async def finish(session: AsyncSession, booking_id: int, actor: Actor) -> bool:
    if not await BOOKING.move(session, Booking, booking_id, source=HERE, to=DONE, ended_at=clock.now()):
        return False
    await emit(session, event(await _noted(session, booking_id, actor), BookingDone))
    return True


async def miss(session: AsyncSession, booking_id: int, slot_id: int, actor: Actor = SYSTEM) -> bool:
    """Nobody came for that time."""
    row = await find(session, booking_id)
    gone = {"place": None, "ended_at": clock.now()}
    if row.slot_id != slot_id:
        return False
    if not await BOOKING.move(session, Booking, booking_id, source=BOOKED, to=NO_SHOW, **gone):
        return False
    await emit(session, event(await _noted(session, booking_id, actor), BookingMissed))
    return True


async def _noted(session: AsyncSession, booking_id: int, actor: Actor, text: str = "") -> Booking:
    row = await find(session, booking_id)
    await history.note(session, booking_id, row.status, actor, text)
    return row


def event(row: Booking, kind: type[E], **more: str | bool) -> E:
    """A fact about the booking; `more` are the fields that only this kind has."""
    slot: Slot = row.slot
    return kind(
        row.id,
        row.number,
        row.user_id,
        row.attendee_id,
        slot.resource_id,
        slot.resource.name,
        slot.starts_at,
        slot.ends_at,
        **more,
    )
