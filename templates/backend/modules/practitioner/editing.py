"""What the clinic says of its doctors."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import insert_once
from app.modules.booking.api import Resource, ResourceNotFound
from app.modules.practitioner.errors import PractitionerExists, PractitionerNotFound
from app.modules.practitioner.models import Practitioner
from app.modules.practitioner.schemas import NewPractitioner, PractitionerIn


async def add(session: AsyncSession, actor: Actor, body: NewPractitioner) -> Practitioner:
    """What can be booked is a doctor. Raises ResourceNotFound, PractitionerExists."""
    if await session.get(Resource, body.resource_id) is None:
        raise ResourceNotFound
    row = body.model_dump(exclude={"resource_id"}) | {"id": body.resource_id, "created_at": clock.now()}
    insert = insert_once(session.get_bind().dialect.name, Practitioner, "id").returning(Practitioner.id)
    if not await session.scalar(insert, row):
        raise PractitionerExists
    await audit.record(session, actor, "practitioner.add", "practitioner", body.resource_id)
    return await session.get_one(Practitioner, body.resource_id)


async def edit(session: AsyncSession, actor: Actor, practitioner_id: int, body: PractitionerIn) -> Practitioner:
    """Raises PractitionerNotFound."""
    row = await session.get(Practitioner, practitioner_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise PractitionerNotFound
    for name, value in body.model_dump().items():
        setattr(row, name, value)
    await session.flush()
    await audit.record(session, actor, "practitioner.edit", "practitioner", practitioner_id)
    return row
