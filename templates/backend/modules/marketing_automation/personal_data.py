"""What journeys know about a person: his birthday, where he gave it, and what set him out."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.marketing_automation import birthdays
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.purposes import BIRTHDAY


class MarketingPersonalData:
    section = "journeys"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        born = await birthdays.birthday_of(session, user_id)
        runs = sa.select(Run).where(Run.user_id == user_id).order_by(Run.id)
        return {
            "birthday": {"month": born.month, "day": born.day} if born else None,
            "journeys": [
                {
                    "journey": run.journey,
                    "status": run.status,
                    "reason": run.reason,
                    "since": run.since,
                    "settled_at": run.settled_at,
                    "ordered_at": run.ordered_at,
                }
                for run in await session.scalars(runs)
            ],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await birthdays.forget(session, user_id)
        await session.execute(sa.delete(Run).where(Run.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        if purpose != BIRTHDAY.id:
            return
        await birthdays.forget(session, user_id)
        mine = sa.and_(Run.user_id == user_id, Run.journey == birthdays.JOURNEY.id)
        await session.execute(sa.delete(Run).where(mine))
