"""Quizzes of lessons, without the one who follows learners knowing who asks the questions."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


class LessonQuizzes(Protocol):
    async def missing(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        """Of these lessons those with a quiz that the learner has not passed yet."""
        ...


class NoQuizzes:
    async def missing(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        del session, user_id, lesson_ids
        return frozenset()


LESSON_QUIZZES: Port[LessonQuizzes] = Port("lesson_quizzes")


@dataclass(frozen=True)
class QuizPassed(Event):
    """Somebody has passed the quiz of a lesson."""

    name: ClassVar[str] = "quiz.passed"

    attempt_id: int
    lesson_id: int
    user_id: int
