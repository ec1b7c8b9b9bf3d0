"""Courses: what they promise, and the outline of what they hold."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed, FormValidationError
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    PictureField,
    View,
    acting,
    at,
    database_of,
    first_problem,
    moment_field,
    picture_src,
    read,
    staff_of_request,
    state_field,
    thumbnail,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.course import editing, outline
from app.modules.course.admin.common import EDIT, PUBLISH, READ, UPLOAD
from app.modules.course.models import Chapter, Course, Enrollment
from app.modules.course.schemas import ChapterIn, CourseIn
from app.modules.course.states import COURSE_LABELS, DRAFT, LESSON_LABELS, PUBLISHED, RETIRED

STATES = {
    DRAFT: (COURSE_LABELS[DRAFT], "waits"),
    PUBLISHED: (COURSE_LABELS[PUBLISHED], "good"),
    RETIRED: (COURSE_LABELS[RETIRED], "over"),
}
_CHAPTER_FORM = (
    '<form><label class="form-label mt-2">名称'
    '<input class="form-control" name="title" maxlength="60" required></label></form>'
)


class CourseView(View):
    read = READ
    acts = {"edit": EDIT, "chapter": EDIT, "publish": PUBLISH, "retire": PUBLISH}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", COURSE_LABELS, lambda chosen: Course.status == chosen),)
    menu_label = "课程"
    display_name = "课程"
    key = "courses"
    icon = "fa fa-graduation-cap"
    place = 15
    named_by = "title"
    detail_template = "course/course.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        thumbnail("cover_src", "封面", lambda row: picture_src(row.cover), **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=60),
        StringField("subtitle", label="一句话介绍", maxlength=100, exclude_from_list=True),
        StringField("teacher", label="讲师", maxlength=20),
        StringField("teacher_about", label="讲师介绍", maxlength=200, exclude_from_list=True),
        told("lessons", "课时", lambda row: f"{row.lesson_count} 个", **SHOWN_ONLY),
        told("learners", "学员", lambda row: f"{row.learner_count} 人", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        PictureField("cover", label="封面", upload=UPLOAD, **FORM_ONLY),
        TextAreaField("about", label="课程介绍", maxlength=20_000, rows=6, **FORM_ONLY),
        TextAreaField("outcomes_text", label="学完能做到", rows=4, help_text="一行一句，最多 12 句", **FORM_ONLY),
        IntegerField(
            "valid_days", label="学习期限（天）", help_text="从报名算起；不填则长期有效", exclude_from_list=True
        ),
        StringField("code", label="编码", maxlength=40, exclude_from_list=True, help_text="可不填；不能与其他课程相同"),
        IntegerField("position", label="排序", default=0, exclude_from_list=True, help_text="数字小的排在前面"),
        moment_field("published_at", "首次发布", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("position", "id")
    sortable_fields = ("position",)
    searchable_fields = ("title", "teacher", "code")
    search_hint = "搜索名称、讲师或编码"
    row_actions = ("view", "edit", "chapter", "publish", "retire")

    def __init__(self) -> None:
        super().__init__(Course)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """For the page of one course its outline."""
        ids = [row.id for row in rows]
        lessons = await outline.lesson_counts(session, ids)
        learners = await count_by(session, Enrollment.course_id, Enrollment.course_id.in_(ids))
        for row in rows:
            row.lesson_count, row.learner_count = lessons.get(row.id, 0), learners[row.id]
            row.outcomes_text = "\n".join(row.outcomes)
        for row in rows if len(rows) == 1 else ():
            parts = await outline.of(session, row.id)
            row.outline = [(chapter, parts.lessons[chapter.id]) for chapter in parts.chapters]
            row.words = LESSON_LABELS

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Course) -> bool:
        fits = {"publish": obj.status != PUBLISHED, "retire": obj.status == PUBLISHED}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action("chapter", "加章节", confirmation="新的一章排在最后。", submit_btn_text="添加", form=_CHAPTER_FORM)
    async def chapter(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = (await request.form()).get("title") or ""
        async with acting(request) as session:
            last = sa.select(sa.func.max(Chapter.position)).where(Chapter.course_id == int(pk))
            position = (await session.scalar(last) or 0) + 1
            body = _chapter(title=given, position=position)
            await editing.add_chapter(session, staff_of_request(request).actor, int(pk), body)

    @row_action("publish", "发布", confirmation="发布后所有人都能看到并报名。确定发布？", submit_btn_text="发布")
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "retire",
        "下架",
        confirmation="下架后不能再报名；已报名的学员可以继续学习。",
        submit_btn_text="下架",
        submit_btn_class="btn btn-danger",
    )
    async def retire(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.retire(session, staff_of_request(request).actor, int(pk))


def _chapter(**values: object) -> ChapterIn:
    """Raises ActionFailed."""
    try:
        return ChapterIn.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def _body(data: Mapping[str, Any]) -> CourseIn:
    """Raises FormValidationError."""
    values: dict[str, Any] = {
        name: data[name] or "" for name in ("title", "subtitle", "teacher", "teacher_about", "about")
    }
    outcomes = [line.strip() for line in str(data["outcomes_text"] or "").splitlines() if line.strip()]
    plain = {"code": data["code"] or None, "cover": data["cover"], "valid_days": data["valid_days"]}
    values |= {**plain, "outcomes": outcomes, "position": data["position"] or 0}
    try:
        return read(CourseIn, values, whole="title")
    except FormValidationError as error:
        wrong = dict(error.errors)
        if wrong.pop("outcomes", None):
            wrong["outcomes_text"] = "每句最多 60 个字，最多 12 句"
        raise FormValidationError(wrong) from error
