"""The net promoter score: who would recommend the shop, less who would not.

Source: F. F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003: of answers from 0 to
10, 9 and 10 are promoters, 0 to 6 detractors, and the score is the difference of their shares in percent.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.database import count_by
from app.modules.survey.models import Answer

PROMOTERS, PASSIVES, DETRACTORS = range(9, 11), range(7, 9), range(7)


@dataclass(frozen=True)
class Nps:
    """How many answered how, from the day `since` to the day `until`, both of which count."""

    since: date
    until: date
    promoters: int
    passives: int
    detractors: int

    @property
    def answers(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def nps(self) -> int | None:
        """From -100 to 100, halves away from zero; None without answers."""
        if not self.answers:
            return None
        difference = self.promoters - self.detractors
        rounded = (200 * abs(difference) + self.answers) // (2 * self.answers)
        return rounded if difference >= 0 else -rounded


def today() -> date:
    """Where the shop is."""
    return clock.now().astimezone(ZONE).date()


def days_back(days: int) -> tuple[date, date]:
    """The last `days` days, today among them."""
    return today() - timedelta(days=days - 1), today()


def months_back(count: int) -> list[tuple[date, date]]:
    """The first and the last day of each of the last `count` months, this one first."""
    months = []
    last = today()
    for _ in range(count):
        first = last.replace(day=1)
        months.append((first, last))
        last = first - timedelta(days=1)
    return months


def within(since: date, until: date) -> sa.ColumnElement[bool]:
    """Answers given on these days, both of which count, where the shop is."""
    start, end = datetime.combine(since, time(), ZONE), datetime.combine(until, time(), ZONE) + timedelta(days=1)
    return sa.and_(Answer.created_at >= start, Answer.created_at < end)


async def between(session: AsyncSession, since: date, until: date) -> Nps:
    counts = await count_by(session, Answer.score, within(since, until))
    promoters, passives, detractors = (
        sum(counts[score] for score in scores) for scores in (PROMOTERS, PASSIVES, DETRACTORS)
    )
    return Nps(since, until, promoters, passives, detractors)
