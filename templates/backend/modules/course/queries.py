"""Reading courses, as customers and as staff see them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import PROGRESS, Learned, NobodyFollows, Offer
from app.core import clock
from app.core.auth import Unauthenticated
from app.core.database import count_by
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.modules.course import article, files, outline, rights
from app.modules.course.errors import CourseNotFound, LessonNotFound
from app.modules.course.models import Course, CourseFile, Enrollment, Lesson
from app.modules.course.rights import Rights
from app.modules.course.schemas import (
    ChapterOut,
    CourseCard,
    CourseOut,
    EnrollmentOut,
    LessonOut,
    LessonRow,
    MaterialOut,
    MyCourse,
    OfferOut,
)
from app.modules.course.settings import CourseSettings
from app.modules.course.states import PUBLISHED, SUSPENDED

NOTHING_YET = Learned(frozenset(), 0)


async def published(session: AsyncSession, page: PageQuery) -> Page[CourseCard]:
    """What can be enrolled in, in the school's order."""
    shown = sa.select(Course).where(Course.status == PUBLISHED)
    rows, cursor = await paginate(session, shown, page, key=[Course.position, Course.id], descending=False)
    return Page(items=await cards(session, rows), next_cursor=cursor)


async def cards(session: AsyncSession, rows: Sequence[Course]) -> list[CourseCard]:
    ids = [row.id for row in rows]
    lessons = await outline.lesson_counts(session, ids)
    learners = await count_by(session, Enrollment.course_id, Enrollment.course_id.in_(ids))
    offers = await rights.offered(session, ids)
    return [_card(row, lessons.get(row.id, 0), learners[row.id], offers.get(row.id, ())) for row in rows]


def _card(row: Course, lessons: int, learners: int, offers: Sequence[Offer]) -> CourseCard:
    whole = [one.price_fen for one in offers if one.chapter_id is None]
    parts = [one.price_fen for one in offers if one.chapter_id is not None]
    return CourseCard(
        id=row.id,
        title=row.title,
        subtitle=row.subtitle,
        cover_url=media_url(row.cover) if row.cover else None,
        teacher=row.teacher,
        lessons=lessons,
        learners=learners,
        price_fen=min(whole or parts, default=None),
        by_chapter=bool(parts),
    )


async def detail(session: AsyncSession, course_id: int, user_id: int | None) -> CourseOut:
    """A course that is or was published: whoever is enrolled goes on with one that was retired.

    Raises CourseNotFound.
    """
    row = await outline.find(session, course_id)
    if row.published_at is None:
        raise CourseNotFound
    parts = await outline.of(session, course_id)
    may = await rights.in_course(session, user_id, course_id)
    done = (await _learned(session, may.enrollment)).lessons
    chapters = [
        ChapterOut(
            id=chapter.id,
            title=chapter.title,
            lessons=[_row(lesson, may, lesson.id in done) for lesson in parts.lessons[chapter.id]],
        )
        for chapter in parts.chapters
    ]
    learners = await session.scalar(sa.select(sa.func.count()).where(Enrollment.course_id == course_id)) or 0
    card = _card(row, len(parts.in_order), learners, may.offers)
    enrollable = row.status == PUBLISHED and may.may_enroll and not may.learning and not _stopped(may)
    return CourseOut(
        **card.model_dump(),
        about=row.about,
        outcomes=row.outcomes,
        teacher_about=row.teacher_about,
        valid_days=row.valid_days,
        chapters=chapters,
        offers=[_offer(one) for one in may.offers],
        enrollment=await _enrollment(session, may.enrollment) if may.enrollment else None,
        can=[*(["enroll"] if enrollable else []), *(["learn"] if may.learning else [])],
    )


def _stopped(may: Rights) -> bool:
    return may.enrollment is not None and may.enrollment.status == SUSPENDED


def _row(lesson: Lesson, may: Rights, done: bool) -> LessonRow:  # noqa: FBT001  # a column of its row
    facts = ("id", "title", "kind", "duration_s", "free_preview")
    return LessonRow(**{name: getattr(lesson, name) for name in facts}, open=may.open_to(lesson), done=done)


def _offer(offer: Offer) -> OfferOut:
    return OfferOut.model_validate(offer, from_attributes=True)


async def _learned(session: AsyncSession, enrollment: Enrollment | None) -> Learned:
    if enrollment is None:
        return NOTHING_YET
    progress = await PROGRESS.one(NobodyFollows()).learned(session, [enrollment.id])
    return progress.get(enrollment.id, NOTHING_YET)


async def _enrollment(session: AsyncSession, row: Enrollment) -> EnrollmentOut:
    return (await enrollments(session, [row]))[0]


async def enrollments(session: AsyncSession, rows: Sequence[Enrollment]) -> list[EnrollmentOut]:
    """With how far each has come, where somebody follows that."""
    progress = PROGRESS.one(NobodyFollows())
    learned = await progress.learned(session, [row.id for row in rows])
    return [
        EnrollmentOut(
            id=row.id,
            status=row.status,
            enrolled_at=row.enrolled_at,
            expires_at=row.expires_at,
            percent=learned.get(row.id, NOTHING_YET).percent if progress.followed else None,
        )
        for row in rows
    ]


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[MyCourse]:
    """The customer's courses, the latest first."""
    statement = sa.select(Enrollment).where(Enrollment.user_id == user_id)
    rows, cursor = await paginate(session, statement, page, key=[Enrollment.id])
    courses = await session.scalars(sa.select(Course).where(Course.id.in_([row.course_id for row in rows])))
    shown = {card.id: card for card in await cards(session, courses.all())}
    told = await enrollments(session, rows)
    items = [MyCourse(enrollment=one, course=shown[row.course_id]) for row, one in zip(rows, told, strict=True)]
    return Page(items=items, next_cursor=cursor)


async def lesson(session: AsyncSession, lesson_id: int, user_id: int | None) -> LessonOut:
    """A lesson with links to what it shows. Raises LessonNotFound, Unauthenticated, NotEntitled."""
    row = await outline.find_lesson(session, lesson_id)
    course = await outline.find(session, row.course_id)
    if course.published_at is None:
        raise LessonNotFound
    may = await rights.in_course(session, user_id, row.course_id)
    if user_id is None and not row.free_preview:
        raise Unauthenticated
    may.require(row)
    parts = await outline.of(session, row.course_id)
    titles = {chapter.id: chapter.title for chapter in parts.chapters}
    seen = [one.id for one in parts.in_order if may.open_to(one)]
    place = seen.index(row.id)
    learning = may.enrollment if may.learning else None
    return LessonOut(
        id=row.id,
        course_id=row.course_id,
        course_title=course.title,
        chapter_title=titles[row.chapter_id],
        title=row.title,
        kind=row.kind,
        free_preview=row.free_preview,
        duration_s=row.duration_s,
        video_url=files.link(row.video, row.id, user_id) if row.video else None,
        parts=article.parts_of(row.body, row.pictures),
        materials=[_material(one.file, row.id, user_id) for one in row.materials],
        links_until=clock.now() + CourseSettings.load().link_lasts,
        enrollment_id=learning.id if learning else None,
        done=row.id in (await _learned(session, learning)).lessons,
        previous_id=seen[place - 1] if place else None,
        next_id=seen[place + 1] if place + 1 < len(seen) else None,
    )


def _material(row: CourseFile, lesson_id: int, user_id: int | None) -> MaterialOut:
    return MaterialOut(id=row.id, title=row.title, size=row.size, url=files.link(row, lesson_id, user_id))
