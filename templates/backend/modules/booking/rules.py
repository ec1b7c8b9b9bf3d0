"""What a customer may do when: how far ahead he books, until when he cancels, who has missed too much."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.booking.errors import BookingTooLate, SlotOver, SlotTooFar, TooEarly, TooManyMoves, TooManyNoShows
from app.modules.booking.models import Booking, Slot
from app.modules.booking.settings import BookingSettings
from app.modules.booking.states import NO_SHOW


def check_time(slot: Slot) -> None:
    """Raises SlotOver, SlotTooFar."""
    rules, now = BookingSettings.load(), clock.now()
    until, from_ = slot.starts_at - rules.notice, slot.starts_at - rules.ahead
    if now > until:
        raise SlotOver(until=until.isoformat())
    if now < from_:
        raise SlotTooFar(**{"from": from_.isoformat()})


async def check_person(session: AsyncSession, person: str) -> None:
    """Raises TooManyNoShows."""
    rules = BookingSettings.load()
    if not rules.no_shows:
        return
    since = clock.now() - rules.no_shows_within
    missed = sa.and_(Booking.person == person, Booking.status == NO_SHOW, Booking.ended_at > since)
    latest = sa.select(Booking.ended_at).where(missed).order_by(Booking.ended_at.desc()).limit(rules.no_shows)
    moments = list(await session.scalars(latest))
    if len(moments) == rules.no_shows and moments[-1]:
        raise TooManyNoShows(until=(moments[-1] + rules.no_shows_within).isoformat())


def changes_until(slot: Slot) -> datetime:
    """Until when a customer may cancel it or take another time."""
    return slot.starts_at - BookingSettings.load().cancel_until


def check_change(slot: Slot) -> None:
    """Raises BookingTooLate."""
    if clock.now() > (until := changes_until(slot)):
        raise BookingTooLate(until=until.isoformat())


def check_moves(booking: Booking) -> None:
    """Raises TooManyMoves."""
    if booking.moved >= (limit := BookingSettings.load().moves):
        raise TooManyMoves(limit=limit)


def check_in_from(slot: Slot) -> datetime:
    return slot.starts_at - BookingSettings.load().check_in_from


def check_arrival(slot: Slot) -> None:
    """Raises TooEarly."""
    if clock.now() < (from_ := check_in_from(slot)):
        raise TooEarly(**{"from": from_.isoformat()})
