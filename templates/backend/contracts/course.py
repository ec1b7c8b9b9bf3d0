"""What others may know of courses, and how they let people see lessons or tell how far somebody has come.

A lesson is open to whoever is enrolled, unless the course is sold: then to whoever one of `LESSON_ACCESS` opens its
chapter, for having paid or for another reason. Free previews are open to everybody.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class CoursePublished(Event):
    """Everybody may see it and enrol from now on."""

    name: ClassVar[str] = "course.published"

    course_id: int


@dataclass(frozen=True)
class CourseRetired(Event):
    """Nobody enrols any more."""

    name: ClassVar[str] = "course.retired"

    course_id: int


@dataclass(frozen=True)
class EnrollmentEvent(Event):
    enrollment_id: int
    course_id: int
    user_id: int


@dataclass(frozen=True)
class EnrollmentStarted(EnrollmentEvent):
    """Also one that goes on after it was suspended or had expired."""

    name: ClassVar[str] = "enrollment.started"


@dataclass(frozen=True)
class EnrollmentCompleted(EnrollmentEvent):
    name: ClassVar[str] = "enrollment.completed"


@dataclass(frozen=True)
class EnrollmentSuspended(EnrollmentEvent):
    """`reason` is for people: 订单退款."""

    name: ClassVar[str] = "enrollment.suspended"
    reason: str = ""


@dataclass(frozen=True)
class EnrollmentExpired(EnrollmentEvent):
    """Its time is over: what was paid for has been had."""

    name: ClassVar[str] = "enrollment.expired"


@dataclass(frozen=True)
class Offer:
    """What can be bought of a course: one of its chapters, or all of it (`chapter_id` None)."""

    sku_id: int
    course_id: int
    chapter_id: int | None
    title: str
    price_fen: int
    original_price_fen: int | None = None


@dataclass(frozen=True)
class Opened:
    """What somebody may see of a course: all of it, or some chapters."""

    whole: bool = False
    chapters: frozenset[int] = field(default_factory=frozenset)

    def __or__(self, other: "Opened") -> "Opened":
        return Opened(self.whole or other.whole, self.chapters | other.chapters)


class LessonAccess(Protocol):
    """One way to come by the lessons of a course."""

    async def offers(self, session: AsyncSession, course_ids: Collection[int]) -> Mapping[int, Sequence[Offer]]:
        """What can be bought, by course; a course of which nobody offers anything costs nothing."""
        ...

    async def opened(self, session: AsyncSession, user_id: int, course_ids: Collection[int]) -> Mapping[int, Opened]:
        """What of these courses is open to the customer this way; courses of which nothing is may be missing."""
        ...


LESSON_ACCESS: Port[LessonAccess] = Port("lesson_access")


@dataclass(frozen=True)
class Learned:
    """How far somebody has come in a course: lessons that are done, and all in per cent (0 to 100)."""

    lessons: frozenset[int]
    percent: int


class Progress(Protocol):
    followed: bool
    """Whether anybody follows it: marks of what is done are only shown where somebody does."""

    async def learned(self, session: AsyncSession, enrollment_ids: Collection[int]) -> Mapping[int, Learned]:
        """By enrolment; those where nothing has been learned yet may be missing."""
        ...


class NobodyFollows:
    followed = False

    async def learned(self, session: AsyncSession, enrollment_ids: Collection[int]) -> Mapping[int, Learned]:
        del session, enrollment_ids
        return {}


PROGRESS: Port[Progress] = Port("progress")
