"""Learners for tests, and what their players say."""

from collections.abc import Collection
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import Database
from app.modules.learning_progress.models import LessonProgress
from tests.types import Hand, Person

PHONE, TABLET = "phone-0001", "tablet-0001"
BEAT = 15
"""Seconds between two heartbeats."""


async def say(person: Person, lesson_id: int, *, player: str = PHONE, **said: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await person.client.post(f"/lessons/{lesson_id}/heartbeat", json={"player": player, **said})


async def beat(person: Person, lesson_id: int, *, player: str = PHONE, **said: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    shown: dict[str, Any] = (await say(person, lesson_id, player=player, **said)).raise_for_status().json()
    return shown


async def watch(
    person: Person, hand: Hand, lesson_id: int, start: float, end: float, *, speed: float = 1, player: str = PHONE
) -> dict[str, Any]:
    """What is answered to the last heartbeat of somebody who plays from `start` to `end` of a video."""
    shown = await beat(person, lesson_id, player=player, position_s=start)
    while start < end:
        to = min(start + BEAT * speed, end)
        hand.advance(seconds=(to - start) / speed)
        shown = await beat(person, lesson_id, player=player, position_s=to, watched=[[start, to]])
        start = to
    return shown


async def progress(database: Database, enrollment_id: int, lesson_id: int) -> LessonProgress:
    async with database.read() as session:
        return await session.get_one(LessonProgress, (enrollment_id, lesson_id))


class Quizzes:
    """A stand-in for a module that asks questions: of `lessons`, and `right` are those that somebody has passed."""

    def __init__(self) -> None:
        self.lessons: set[int] = set()
        self.right: set[int] = set()

    async def asked(self, session: AsyncSession, lesson_ids: Collection[int]) -> frozenset[int]:
        del session
        return frozenset(self.lessons & set(lesson_ids))

    async def passed(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        del session, user_id
        return frozenset(self.right & set(lesson_ids))
