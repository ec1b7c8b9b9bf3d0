"""Demo data: the clinic's doctors."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.booking.api import Resource
from app.modules.practitioner import editing
from app.modules.practitioner.schemas import NewPractitioner


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `practitioners`: `resource` (its code), `title`, `department`, `licence_no`, `introduction`.

    Raises KeyError for a code that is not there.
    """
    ids = dict((await session.execute(sa.select(Resource.code, Resource.id))).all())
    for row in data.rows.get("practitioners", ()):
        told = {name: value for name, value in row.items() if name != "resource"}
        await editing.add(session, SYSTEM, NewPractitioner(resource_id=ids[row["resource"]], **told))
