"""Who may see which lesson."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import LESSON_ACCESS, Offer, Opened
from app.core import clock
from app.modules.course.errors import NotEntitled
from app.modules.course.models import Enrollment, Lesson
from app.modules.course.states import SUSPENDED

NOTHING = Opened()


@dataclass(frozen=True)
class Rights:
    """Of one person, or of somebody who has not signed in, in one course; `offers` is what can be bought of it."""

    enrollment: Enrollment | None
    opened: Opened
    offers: Sequence[Offer]

    @property
    def learning(self) -> bool:
        return self.enrollment is not None and self.enrollment.learning_at(clock.now())

    @property
    def may_enroll(self) -> bool:
        """Whether there is nothing to pay first."""
        return not self.offers or self.opened != NOTHING

    def open_to(self, lesson: Lesson) -> bool:
        if lesson.free_preview:
            return True
        if not self.learning:
            return False
        free = not self.offers or (self.enrollment is not None and self.enrollment.free)
        return free or self.opened.whole or lesson.chapter_id in self.opened.chapters

    def require(self, lesson: Lesson) -> None:
        """Raises NotEntitled."""
        if not self.open_to(lesson):
            raise self.refusal(lesson.course_id, lesson.chapter_id)

    def refusal(self, course_id: int, chapter_id: int | None = None) -> NotEntitled:
        """With what would open the chapter, or anything of the course."""
        wanted = [one for one in self.offers if chapter_id is None or one.chapter_id in (None, chapter_id)]
        offers = [{"sku_id": one.sku_id, "chapter_id": one.chapter_id, "price_fen": one.price_fen} for one in wanted]
        return NotEntitled(
            self._words(), course_id=course_id, enroll=self.enrollment is None and self.may_enroll, offers=offers
        )

    def _words(self) -> str | None:
        """For the customer; None: what the error says anyway."""
        if self.enrollment is None:
            return "报名后即可学习" if self.may_enroll else None
        if self.enrollment.status == SUSPENDED:
            return "学习已暂停，请联系老师"
        return None if self.learning else "学习期限已到"


async def of(session: AsyncSession, user_id: int | None, course_ids: Collection[int]) -> dict[int, Rights]:
    """By course, for every one that was asked for."""
    offers = await offered(session, course_ids)
    enrollments: dict[int, Enrollment] = {}
    opened: dict[int, Opened] = {}
    if user_id is not None:
        mine = sa.select(Enrollment).where(Enrollment.user_id == user_id, Enrollment.course_id.in_(course_ids))
        rows = await session.scalars(mine, execution_options={"populate_existing": True})
        enrollments = {row.course_id: row for row in rows}
        for access in LESSON_ACCESS.all():
            for course_id, more in (await access.opened(session, user_id, course_ids)).items():
                opened[course_id] = opened.get(course_id, NOTHING) | more
    return {
        course_id: Rights(enrollments.get(course_id), opened.get(course_id, NOTHING), offers.get(course_id, ()))
        for course_id in course_ids
    }


async def in_course(session: AsyncSession, user_id: int | None, course_id: int) -> Rights:
    return (await of(session, user_id, [course_id]))[course_id]


async def offered(session: AsyncSession, course_ids: Collection[int]) -> Mapping[int, Sequence[Offer]]:
    """What can be bought of these courses."""
    offers: dict[int, list[Offer]] = {}
    for access in LESSON_ACCESS.all():
        for course_id, more in (await access.offers(session, course_ids)).items():
            offers.setdefault(course_id, []).extend(more)
    return offers
