"""Chapters: their names and their order."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import SHOWN_ONLY, Narrowing, View, acting, at, database_of, read, row_field, staff_of_request, told
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.course import editing
from app.modules.course.admin.common import EDIT, READ, course_words, number_of
from app.modules.course.api import course_choices, course_titles
from app.modules.course.models import Chapter, Course, Lesson
from app.modules.course.schemas import ChapterIn


class ChapterView(View):
    read = READ
    acts = {"edit": EDIT, "remove": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("course", "课程", course_words, lambda chosen: Chapter.course_id == number_of(chosen)),)
    menu_label = "章节"
    display_name = "章节"
    key = "chapters"
    icon = "fa fa-list-ol"
    place = 16
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        told("course", "课程", lambda row: row.course, exclude_from_edit=True),
        row_field("course_id", "课程", course_choices, required=True, exclude_from_edit=True),
        StringField("title", label="名称", required=True, maxlength=60),
        told("lessons", "课时", lambda row: f"{row.lesson_count} 个", **SHOWN_ONLY),
        IntegerField("position", label="排序", default=0, help_text="数字小的排在前面"),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ()
    searchable_fields = ("title",)
    search_hint = "搜索章节"
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Chapter)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        """Those of one course together, in their order."""
        query = super().get_list_query(request).join(Course, Course.id == Chapter.course_id).where(Chapter.active)
        return query.order_by(Course.position, Course.id, Chapter.position, Chapter.id)

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(Chapter.active)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        titles = await course_titles(session, {row.course_id for row in rows})
        mine = sa.and_(Lesson.chapter_id.in_([row.id for row in rows]), Lesson.active)
        counts = await count_by(session, Lesson.chapter_id, mine)
        for row in rows:
            row.course, row.lesson_count = titles[row.course_id], counts[row.id]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                actor = staff_of_request(request).actor
                made = await editing.add_chapter(session, actor, data["course_id"] or 0, body)
        except AppError as error:
            raise at("course_id", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await editing.edit_chapter(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("title", error) from error
        return await self.find_by_pk(request, pk)

    @row_action(
        "remove",
        "移除",
        confirmation="移除后学员看不到这一章和里面的课时，学过的记录会保留。确定移除？",
        submit_btn_text="移除",
        submit_btn_class="btn btn-danger",
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.remove_chapter(session, staff_of_request(request).actor, int(pk))


def _body(data: dict[str, Any]) -> ChapterIn:
    """Raises FormValidationError."""
    return read(ChapterIn, {"title": data["title"] or "", "position": data["position"] or 0}, whole="title")
