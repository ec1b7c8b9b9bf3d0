"""What customers were told, and what became of the journeys that they were on."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.database import Database
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.runs import sweep
from tests.types import DrainJobs, Person


async def swept(database: Database, drain_jobs: DrainJobs) -> None:
    """The journeys whose wait is over have ended."""
    await drain_jobs()
    async with database.begin() as session:
        await sweep(session, {})
    await drain_jobs()


async def runs(database: Database, person: Person) -> Sequence[tuple[str, str]]:
    """Status and reason of each, the oldest first."""
    async with database.read() as session:
        rows = await session.scalars(sa.select(Run).where(Run.user_id == person.id).order_by(Run.id))
        return [(row.status, row.reason) for row in rows]


async def inbox(person: Person) -> list[str]:
    """The titles of the messages that the customer finds, the newest first."""
    page = (await person.client.get("/messages")).raise_for_status().json()
    return [item["title"] for item in page["items"]]
