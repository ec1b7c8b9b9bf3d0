"""What others may know of exams: that an attempt has been graded, and which quizzes of lessons somebody passed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class AttemptGraded(Event):
    """`lesson_id` of the lesson whose quiz it was; None for an exam about the whole course."""

    name: ClassVar[str] = "attempt.graded"

    attempt_id: int
    exam_id: int
    course_id: int
    lesson_id: int | None
    user_id: int
    passed: bool
    score: int
    """Of 100."""


class Quizzes(Protocol):
    async def asked(self, session: AsyncSession, lesson_ids: Collection[int]) -> frozenset[int]:
        """Which of the lessons have a quiz now."""
        ...

    async def passed(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        """Of which of the lessons somebody has passed a quiz, whether it is still asked or not."""
        ...


class NoQuizzes:
    async def asked(self, session: AsyncSession, lesson_ids: Collection[int]) -> frozenset[int]:
        del session, lesson_ids
        return frozenset()

    async def passed(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        del session, user_id, lesson_ids
        return frozenset()


QUIZZES: Port[Quizzes] = Port("quizzes")
