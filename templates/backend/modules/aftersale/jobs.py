"""What happens when nobody does anything."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.context import SYSTEM
from app.core.jobs import JobContext, Payload
from app.core.media import remove_picture
from app.modules.aftersale import handling, moves, refunding
from app.modules.aftersale.models import Aftersale, AftersalePicture
from app.modules.aftersale.rules import UNSENT
from app.modules.aftersale.schemas import ReceiveIn
from app.modules.aftersale.states import AGREED, APPLIED, BUYER_SHIPPED, RESHIPPED

FORGET_PICTURE = "aftersale.forget_picture"
UNUSED_FOR = timedelta(days=1)


async def _agree(session: AsyncSession, aftersale: Aftersale) -> None:
    """Goods that have been sent in the meantime are for people to decide about."""
    if aftersale.order.status in UNSENT:
        await refunding.start(session, aftersale.id, SYSTEM, "商家超时未处理，自动同意", source=APPLIED)


async def _close(session: AsyncSession, aftersale: Aftersale) -> None:
    await moves.cancel(session, aftersale.id, SYSTEM, "超时未寄回，自动关闭")


async def _receive(session: AsyncSession, aftersale: Aftersale) -> None:
    """Nobody has looked at the goods: they are not in stock."""
    body = ReceiveIn(sellable=False, note="商家超时未确认，视为收到")
    await handling.receive(session, aftersale, SYSTEM, body)


async def _complete(session: AsyncSession, aftersale: Aftersale) -> None:
    await moves.confirm(session, aftersale.id, SYSTEM, "超时未确认，自动完成")


BY_ITSELF: Mapping[str, Callable[[AsyncSession, Aftersale], Awaitable[None]]] = {
    APPLIED: _agree,
    AGREED: _close,
    BUYER_SHIPPED: _receive,
    RESHIPPED: _complete,
}


async def due(session: AsyncSession, payload: Payload) -> None:
    """The time for the state `status` is over; a case that has moved on is left alone."""
    aftersale = await handling.find(session, payload["aftersale_id"])
    if aftersale.status == payload["status"]:
        await BY_ITSELF[aftersale.status](session, aftersale)


async def forget_pictures(session: AsyncSession, _: Payload) -> None:
    """Pictures of cases that were never sent off."""
    old = sa.and_(AftersalePicture.aftersale_id.is_(None), AftersalePicture.created_at < clock.now() - UNUSED_FOR)
    await forget(session, old)


async def forget(session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
    """Pictures go from the database now, and from the disk once this is committed."""
    gone = sa.delete(AftersalePicture).where(which).returning(AftersalePicture.name)
    names = await session.scalars(gone, execution_options={"synchronize_session": False})
    for name in names.all():
        await jobs.schedule(session, FORGET_PICTURE, payload={"name": name})


async def forget_picture(job: JobContext, payload: Payload) -> None:
    """Remove a picture from the disk."""
    del job
    await remove_picture(payload["name"])
