"""Doctors, as patients look for them."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.modules.booking.api import Resource, described
from app.modules.practitioner.errors import PractitionerNotFound
from app.modules.practitioner.models import Practitioner
from app.modules.practitioner.schemas import PractitionerDetail, PractitionerOut
from app.modules.practitioner.settings import PractitionerSettings

_TOLD = ("id", "title", "department", "licence_no", "introduction")


def _bookable() -> sa.Select[Practitioner]:
    return sa.select(Practitioner).join(Resource, Resource.id == Practitioner.id).where(Resource.active)


async def page(session: AsyncSession, department: str | None, page: PageQuery) -> Page[PractitionerOut]:
    """Those who can be booked."""
    statement = _bookable()
    if department:
        statement = statement.where(Practitioner.department == department)
    rows, cursor = await paginate(session, statement, page, key=[Practitioner.id], descending=False)
    return Page(items=await _shown(session, rows), next_cursor=cursor)


async def departments(session: AsyncSession) -> list[str]:
    named = _bookable().with_only_columns(Practitioner.department).distinct().order_by(Practitioner.department)
    return list(await session.scalars(named))


async def one(session: AsyncSession, practitioner_id: int) -> PractitionerDetail:
    """Raises PractitionerNotFound."""
    row = await session.scalar(_bookable().where(Practitioner.id == practitioner_id))
    if row is None:
        raise PractitionerNotFound
    (shown,) = await _shown(session, [row])
    rules = PractitionerSettings.load()
    return PractitionerDetail(
        **shown.model_dump(),
        free_follow_ups=rules.follow_ups,
        free_follow_up_days=round(rules.follow_ups_within / timedelta(days=1), 1),
    )


async def _shown(session: AsyncSession, rows: Sequence[Practitioner]) -> list[PractitionerOut]:
    resources = {one.id: one for one in await described(session, [row.resource for row in rows])}
    return [PractitionerOut(**{name: getattr(row, name) for name in _TOLD}, resource=resources[row.id]) for row in rows]
