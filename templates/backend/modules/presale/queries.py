"""Reading activities and bookings."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import SkuInfo, skus_by_id
from app.modules.presale.errors import BookingNotFound, PresaleNotFound
from app.modules.presale.models import Presale, PresaleBooking
from app.modules.presale.schemas import ActivityOut, OfProductOut, PresaleBookingOut, StaffBooking
from app.modules.presale.settings import PresaleSettings
from app.modules.presale.states import BOOKED, PENDING, PUBLISHED


async def find(session: AsyncSession, activity_id: int) -> Presale:
    """Raises PresaleNotFound."""
    row = await session.get(Presale, activity_id, populate_existing=True)
    if row is None:
        raise PresaleNotFound
    return row


async def booking(session: AsyncSession, booking_id: int, *, user_id: int | None = None) -> PresaleBooking:
    """Raises BookingNotFound, also for somebody else's when `user_id` is given."""
    row = await session.get(PresaleBooking, booking_id, populate_existing=True)
    if row is None or (user_id is not None and row.user_id != user_id):
        raise BookingNotFound
    return row


def _running() -> sa.ColumnElement[bool]:
    now = clock.now()
    return sa.and_(Presale.status == PUBLISHED, Presale.starts_at <= now, Presale.ends_at > now)


async def running(session: AsyncSession, page: PageQuery) -> Page[ActivityOut]:
    """What can be booked now."""
    rows, cursor = await paginate(session, sa.select(Presale).where(_running()), page, key=[Presale.id])
    return Page(items=await described(session, rows, only_on_sale=True), next_cursor=cursor)


async def of_product(session: AsyncSession, spu_id: int) -> OfProductOut:
    """The product's presales. There are never many at a time."""
    rows = (await session.scalars(sa.select(Presale).where(_running()).order_by(Presale.id))).all()
    shown = [row for row in await described(session, rows, only_on_sale=True) if row.spu_id == spu_id]
    return OfProductOut(now=clock.now(), activities=shown)


async def one(session: AsyncSession, activity_id: int) -> ActivityOut:
    """Raises PresaleNotFound."""
    return (await described(session, [await find(session, activity_id)]))[0]


async def described(session: AsyncSession, rows: Sequence[Presale], *, only_on_sale: bool = False) -> list[ActivityOut]:
    skus = await skus_by_id(session, {row.sku_id for row in rows})
    return [_described(row, skus[row.sku_id]) for row in rows if skus[row.sku_id].on_sale or not only_on_sale]


def _described(row: Presale, sku: SkuInfo) -> ActivityOut:
    told = {"spu_id", "name", "specs_text", "image_url", "usual_fen", "left", "state", "deposit_rule"}
    return ActivityOut(
        **{name: getattr(row, name) for name in ActivityOut.model_fields.keys() - told},
        spu_id=sku.spu_id,
        name=sku.name,
        specs_text=sku.specs_text,
        image_url=sku.image_url,
        usual_fen=sku.price_fen,
        left=row.stock - row.taken,
        deposit_rule=PresaleSettings.load().deposit_rule,
        state=row.state_at(clock.now()),
    )


async def shown(session: AsyncSession, rows: Sequence[PresaleBooking]) -> list[PresaleBookingOut]:
    """Bookings as their customer sees them."""
    activities = {row.id: row for row in await described(session, [row.activity for row in rows])}
    now = clock.now()
    facts = PresaleBookingOut.model_fields.keys() - {"now", "can", "activity"}
    return [
        PresaleBookingOut(
            **{name: getattr(row, name) for name in facts},
            now=now,
            can=_can(row),
            activity=activities[row.activity_id],
        )
        for row in rows
    ]


def _can(row: PresaleBooking) -> list[str]:
    now = clock.now()
    if row.status == PENDING:
        return ["pay", "cancel"] if row.expires_at > now else ["cancel"]
    if row.status != BOOKED or row.order_id is not None:
        return []
    in_window = row.activity.balance_from <= now < row.activity.balance_until
    may_cancel = PresaleSettings.load().deposit_rule == "refund"
    return [*(["balance"] if in_window else []), *(["cancel"] if may_cancel else [])]


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[PresaleBookingOut]:
    """The customer's bookings, the latest first."""
    statement = sa.select(PresaleBooking).where(PresaleBooking.user_id == user_id)
    rows, cursor = await paginate(session, statement, page, key=[PresaleBooking.id])
    return Page(items=await shown(session, rows), next_cursor=cursor)


async def activities_page(session: AsyncSession, page: PageQuery) -> Page[ActivityOut]:
    rows, cursor = await paginate(session, sa.select(Presale), page, key=[Presale.id])
    return Page(items=await described(session, rows), next_cursor=cursor)


async def bookings_page(
    session: AsyncSession, page: PageQuery, *, activity_id: int | None, status: str | None
) -> Page[StaffBooking]:
    statement = sa.select(PresaleBooking)
    if activity_id is not None:
        statement = statement.where(PresaleBooking.activity_id == activity_id)
    if status is not None:
        statement = statement.where(PresaleBooking.status == status)
    rows, cursor = await paginate(session, statement, page, key=[PresaleBooking.id])
    return Page(items=[for_staff(row) for row in rows], next_cursor=cursor)


def for_staff(row: PresaleBooking) -> StaffBooking:
    return StaffBooking.model_validate(row, from_attributes=True)
