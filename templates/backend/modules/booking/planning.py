"""Resources, schedules and closures, as those see them who plan."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.modules.booking import closing
from app.modules.booking.models import Closure, Resource, Schedule
from app.modules.booking.schemas import ClosureOut, ResourceIn, ScheduleIn, StaffResource


async def resources(session: AsyncSession, page: PageQuery) -> Page[StaffResource]:
    key = (Resource.position, Resource.id)
    rows, cursor = await paginate(session, sa.select(Resource), page, key=key, descending=False)
    return Page(items=[await described(session, row) for row in rows], next_cursor=cursor)


async def described(session: AsyncSession, row: Resource) -> StaffResource:
    mine = sa.select(Schedule).where(Schedule.resource_id == row.id)
    lines = await session.scalars(mine.order_by(Schedule.on_day, Schedule.weekday, Schedule.from_minute))
    return StaffResource(
        id=row.id,
        picture_url=media_url(row.picture) if row.picture else None,
        schedules=[ScheduleIn.model_validate(line, from_attributes=True) for line in lines],
        **{name: getattr(row, name) for name in ResourceIn.model_fields},
    )


async def closures(session: AsyncSession, page: PageQuery) -> Page[ClosureOut]:
    """The latest first."""
    rows, cursor = await paginate(session, sa.select(Closure), page, key=[Closure.id])
    return Page(items=[await closure(session, row) for row in rows], next_cursor=cursor)


async def closure(session: AsyncSession, row: Closure) -> ClosureOut:
    told = {name: getattr(row, name) for name in ClosureOut.model_fields.keys() - {"affected"}}
    return ClosureOut(**told, affected=len(await closing.affected(session, row)))
