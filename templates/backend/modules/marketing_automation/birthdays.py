"""Birthdays, by consent, and the journey that ends with a wish."""

from calendar import isleap
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.marketing import BirthdayNeared
from app.contracts.messaging import Value
from app.core import clock
from app.core.clock import ZONE
from app.core.database import changed, upsert
from app.core.events import emit
from app.core.jobs import Payload
from app.core.privacy import require_consent
from app.modules.marketing_automation.models import Birthday
from app.modules.marketing_automation.purposes import BIRTHDAY
from app.modules.marketing_automation.runs import set_out
from app.modules.marketing_automation.settings import MarketingSettings
from app.modules.marketing_automation.states import GONE


async def birthday_of(session: AsyncSession, user_id: int) -> Birthday | None:
    return await session.get(Birthday, user_id, populate_existing=True)


async def keep(session: AsyncSession, user_id: int, month: int, day: int) -> None:
    """Raises ConsentRequired."""
    await require_consent(session, user_id, BIRTHDAY.id)
    row = {"user_id": user_id, "month": month, "day": day}
    insert = upsert(session, Birthday).values(row)
    later = insert.on_conflict_do_update(index_elements=["user_id"], set_={"month": month, "day": day})
    await changed(session, later)


async def forget(session: AsyncSession, user_id: int) -> None:
    await changed(session, sa.delete(Birthday).where(Birthday.user_id == user_id))


class BirthdayJourney:
    id = "birthday"
    title = "生日祝福"
    message = "marketing_automation.birthday"

    async def say(self, session: AsyncSession, user_id: int, since: datetime) -> Mapping[str, Value] | str:
        """Nothing where the birthday has been taken back, or turned out to be another day."""
        born = await birthday_of(session, user_id)
        day = _day_that_is_near(since)
        if born is None or (born.month, born.day) not in _days(day):
            return GONE
        return {"day": datetime.combine(day, time(12), ZONE)}


JOURNEY = BirthdayJourney()


class KnownBirthdays:
    told = True


def _day_that_is_near(moment: datetime) -> date:
    """The day whose birthdays are wished well at that moment."""
    return moment.astimezone(ZONE).date() + timedelta(days=MarketingSettings.load().birthday_ahead)


def _days(day: date) -> list[tuple[int, int]]:
    """Month and day of those whose birthday it is; of those born on a leap day, in other years, the day before."""
    own = (day.month, day.day)
    return [own, (2, 29)] if own == (2, 28) and not isleap(day.year) else [own]


async def look(session: AsyncSession, _: Payload) -> None:
    """Set out everybody whose birthday is near, once a year."""
    day = _day_that_is_near(clock.now())
    theirs = sa.tuple_(Birthday.month, Birthday.day).in_(_days(day))
    for user_id in (await session.scalars(sa.select(Birthday.user_id).where(theirs).order_by(Birthday.user_id))).all():
        if await set_out(session, JOURNEY, user_id, str(day.year), clock.now()):
            await emit(session, BirthdayNeared(user_id, day))
