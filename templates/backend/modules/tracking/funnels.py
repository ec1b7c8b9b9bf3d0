"""How far customers come: of the visits that began a funnel, those that reached each step, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.tracking.declared import FUNNEL, TRACKS
from app.modules.tracking.models import TrackedEvent
from app.modules.tracking.settings import Funnel, TrackingSettings

USUAL = "从浏览到成交"


@dataclass(frozen=True)
class Step:
    """`visits` reached it; percentages are of the first step and of the one before."""

    title: str
    visits: int
    of_all: int
    of_before: int


@dataclass(frozen=True)
class Activity:
    """How often something was done, in how many visits, and by how many customers who agreed to be known."""

    title: str
    times: int
    visits: int
    people: int


def funnels() -> list[Funnel]:
    """The usual one, where there is a way to go, and those of the shop's own; steps that nobody notes are left out."""
    known = {track.id for track in TRACKS}
    own = [
        Funnel(title=funnel.title, steps=tuple(step for step in funnel.steps if step in known))
        for funnel in TrackingSettings.load().funnels
    ]
    return [funnel for funnel in (Funnel(title=USUAL, steps=FUNNEL), *own) if len(funnel.steps) > 1]


async def reached(session: AsyncSession, funnel: Funnel, since: date) -> list[Step]:
    """Each step after the one before, in one visit since the day `since`."""
    before: sa.CTE | None = None
    counts: list[sa.ScalarSelect[Any]] = []
    for index, name in enumerate(funnel.steps):
        before = _step(before, name, since, f"step{index}")
        counts.append(sa.select(sa.func.count()).select_from(before).scalar_subquery())
    visits = list((await session.execute(sa.select(*counts))).one())
    titles = {track.id: track.title for track in TRACKS}
    return [
        Step(titles[name], count, _percent(count, visits[0]), _percent(count, visits[max(index - 1, 0)]))
        for index, (name, count) in enumerate(zip(funnel.steps, visits, strict=True))
    ]


def _step(before: sa.CTE | None, name: str, since: date, called: str) -> sa.CTE:
    """The visits that reach the step, and where in the visit for the first time after the step before."""
    first = sa.func.min(TrackedEvent.seq).label("seq")
    done = sa.select(TrackedEvent.visit, first).where(TrackedEvent.name == name, TrackedEvent.day >= since)
    if before is not None:
        after = sa.and_(before.c.visit == TrackedEvent.visit, TrackedEvent.seq > before.c.seq)
        done = done.join(before, after)
    return done.group_by(TrackedEvent.visit).cte(called)


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


async def activities(session: AsyncSession, since: date) -> Sequence[Activity]:
    """Everything that is noted, in the order of its declaration, also what nobody has done."""
    rows = await session.execute(
        sa.select(
            TrackedEvent.name,
            sa.func.count(),
            sa.func.count(TrackedEvent.visit.distinct()),
            sa.func.count(TrackedEvent.user_id.distinct()),
        )
        .where(TrackedEvent.day >= since)
        .group_by(TrackedEvent.name)
    )
    found = {name: (times, visits, people) for name, times, visits, people in rows}
    return [Activity(track.title, *found.get(track.id, (0, 0, 0))) for track in TRACKS]
