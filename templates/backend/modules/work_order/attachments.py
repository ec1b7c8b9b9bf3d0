"""Pictures: of what is broken, of the work, and the signature under it."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.database import changed
from app.core.jobs import JobContext, Payload
from app.core.media import remove_picture
from app.modules.work_order.errors import AttachmentUnknown, TooManyAttachments, WorkOrderMoved
from app.modules.work_order.models import WorkOrder, WorkPicture
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import GIVEN, IN_PROGRESS

FORGET_PICTURE = "work_order.forget_picture"
UNUSED_FOR = timedelta(days=1)
MOST = 30
"""Photos of one order."""


async def add(session: AsyncSession, name: str, **of: object) -> WorkPicture:
    """A stored picture; `of` says whose it is."""
    picture = WorkPicture(key=secrets.token_urlsafe(18), name=name, created_at=clock.now(), **{"kind": "photo", **of})
    session.add(picture)
    await session.flush()
    return picture


async def attach_to_request(session: AsyncSession, request_id: int, keys: Sequence[str]) -> None:
    """Raises TooManyAttachments, AttachmentUnknown."""
    if len(keys) > (limit := WorkOrderSettings.load().request_pictures):
        raise TooManyAttachments(limit=limit)
    free = sa.and_(WorkPicture.key.in_(keys), WorkPicture.request_id.is_(None), WorkPicture.order_id.is_(None))
    if keys and await changed(session, sa.update(WorkPicture).where(free).values(request_id=request_id)) < len(
        set(keys)
    ):
        raise AttachmentUnknown


async def carry_over(session: AsyncSession, request_id: int, order_id: int) -> None:
    """What came with the report is the order's as well."""
    await session.execute(sa.update(WorkPicture).where(WorkPicture.request_id == request_id).values(order_id=order_id))


async def photograph(session: AsyncSession, order: WorkOrder, staff_id: int, name: str) -> WorkPicture:
    """Raises WorkOrderMoved when nobody has the order in hand, TooManyAttachments."""
    if order.status not in GIVEN:
        raise WorkOrderMoved(status=order.status)
    if sum(picture.kind == "photo" for picture in order.pictures) >= MOST:
        raise TooManyAttachments(limit=MOST)
    return await add(session, name, order_id=order.id, added_by=staff_id)


async def sign(session: AsyncSession, order: WorkOrder, staff_id: int, name: str, signed_by: str) -> WorkPicture:
    """The last signature is the one that counts. Raises WorkOrderMoved unless the order is in progress."""
    if order.status != IN_PROGRESS:
        raise WorkOrderMoved(status=order.status)
    picture = next((one for one in order.pictures if one.kind == "signature"), None)
    if picture is None:
        picture = await add(session, name, order_id=order.id, added_by=staff_id, kind="signature")
    else:
        await jobs.schedule(session, FORGET_PICTURE, payload={"name": picture.name})
        picture.name, picture.added_by = name, staff_id
        await session.flush()
    signed = {"signed_by": signed_by, "signed_at": clock.now()}
    await session.execute(sa.update(WorkOrder).where(WorkOrder.id == order.id).values(signed))
    return picture


async def forget_unused(session: AsyncSession, _: Payload) -> None:
    """Pictures of reports that were never sent."""
    unused = sa.and_(WorkPicture.request_id.is_(None), WorkPicture.order_id.is_(None))
    await forget(session, sa.and_(unused, WorkPicture.created_at < clock.now() - UNUSED_FOR))


async def forget(session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
    """Pictures go from the database now, and from the disk once this is committed."""
    gone = sa.delete(WorkPicture).where(which).returning(WorkPicture.name)
    names = await session.scalars(gone, execution_options={"synchronize_session": False})
    for name in names.all():
        await jobs.schedule(session, FORGET_PICTURE, payload={"name": name})


async def forget_picture(job: JobContext, payload: Payload) -> None:
    """Remove a picture from the disk."""
    del job
    await remove_picture(payload["name"])
