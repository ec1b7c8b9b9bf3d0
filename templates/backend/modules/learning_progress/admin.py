"""Where learners are, at the console: how many have begun and done each lesson, and who stopped there last."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, Narrowing, View, start_of_today, told
from app.modules.course.api import Chapter, Course, Lesson
from app.modules.identity.api import masked_names
from app.modules.learning_progress.models import LessonProgress

READ = "learning_progress.read"
WORDS = {"learning_progress": "学习进度", "learning_progress.attempt_graded": "测验通过后记为学完"}
LATEST = 50


async def _done_today(session: AsyncSession) -> Figure:
    today = LessonProgress.done_at >= start_of_today()
    count = await session.scalar(sa.select(sa.func.count()).select_from(LessonProgress).where(today)) or 0
    return Figure("今日学完", f"{count} 课时", "fa-circle-check", "今天学完的课时", "learning/list")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _done_today), owner="learning_progress", order=22)
    AUDIT_WORDS.provide(WORDS, owner="learning_progress")


async def _courses(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(sa.select(Course.id, Course.title).order_by(Course.position, Course.id))
    return {str(row.id): row.title for row in rows}


def _of_course(chosen: str) -> sa.ColumnElement[bool]:
    return Lesson.course_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


def _share(row: Any) -> str:  # noqa: ANN401  # with what `told_with` added
    return f"{row.done * 100 // row.started}%" if row.started else "—"


class FunnelView(View):
    """A row for each lesson, in the order in which they are learned: a funnel."""

    read = READ
    narrowings = (Narrowing("course", "课程", _courses, _of_course),)
    menu_label = "学习进度"
    display_name = "学习进度"
    key = "learning"
    icon = "fa fa-chart-simple"
    place = 18
    named_by = "title"
    detail_template = "learning_progress/lesson.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("where", "课程与章节", lambda row: row.where),
        StringField("title", label="课时"),
        told("started", "开始学", lambda row: f"{row.started} 人"),
        told("done", "学完", lambda row: f"{row.done} 人"),
        told("share", "学完率", _share),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ()
    searchable_fields = ("title",)
    search_hint = "搜索课时"
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Lesson)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        query = super().get_list_query(request).join(Chapter, Chapter.id == Lesson.chapter_id)
        query = query.join(Course, Course.id == Lesson.course_id).where(Lesson.active, Chapter.active)
        order = (Course.position, Course.id, Chapter.position, Chapter.id, Lesson.position, Lesson.id)
        return query.order_by(*order)

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        there = sa.and_(Lesson.active, Chapter.active)
        return super().get_count_query(request).join(Chapter, Chapter.id == Lesson.chapter_id).where(there)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """For the page of one lesson who was there last."""
        ids = [row.id for row in rows]
        counted = sa.select(LessonProgress.lesson_id, sa.func.count(), sa.func.count(LessonProgress.done_at)).where(
            LessonProgress.lesson_id.in_(ids)
        )
        found = await session.execute(counted.group_by(LessonProgress.lesson_id))
        counts = {lesson_id: (started, done) for lesson_id, started, done in found.all()}
        places = sa.select(Chapter.id, Course.title, Chapter.title).join(Course, Course.id == Chapter.course_id)
        chapters = {number: f"{course} › {chapter}" for number, course, chapter in await session.execute(places)}
        for row in rows:
            row.started, row.done = counts.get(row.id, (0, 0))
            row.where = chapters[row.chapter_id]
        for row in rows if len(rows) == 1 else ():
            latest = sa.select(LessonProgress).where(LessonProgress.lesson_id == row.id)
            row.learners = (await session.scalars(latest.order_by(LessonProgress.seen_at.desc()).limit(LATEST))).all()
            row.names = await masked_names(session, {learner.user_id for learner in row.learners})
