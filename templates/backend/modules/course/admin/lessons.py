"""Lessons: a video or an article, with files to download."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BooleanField, EnumField, IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    PicturesField,
    View,
    acting,
    at,
    database_of,
    read,
    row_field,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.modules.course import editing, files
from app.modules.course.admin.common import EDIT, READ, UPLOAD, chapter_choices, course_words, number_of
from app.modules.course.admin.uploads import FilesField, known
from app.modules.course.errors import ChapterNotFound, FileNotFound
from app.modules.course.models import Chapter, Course, Lesson
from app.modules.course.schemas import LessonIn
from app.modules.course.states import LESSON_LABELS, VIDEO

_FIELD_OF = {ChapterNotFound: "chapter_id", FileNotFound: "video_file"}
MATERIALS = files.ACCEPT.replace(".mp4,", "")


def length(row: Any) -> str:  # noqa: ANN401  # a lesson
    """As a clock shows it."""
    if row.kind != VIDEO:
        return "—"
    return f"{row.duration_s // 60}:{row.duration_s % 60:02d}"


class LessonView(View):
    read = READ
    acts = {"edit": EDIT, "remove": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("course", "课程", course_words, lambda chosen: Lesson.course_id == number_of(chosen)),
        Narrowing("kind", "类型", LESSON_LABELS, lambda chosen: Lesson.kind == chosen),
    )
    menu_label = "课时"
    display_name = "课时"
    key = "lessons"
    icon = "fa fa-circle-play"
    place = 17
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        told("where", "课程与章节", lambda row: row.where, exclude_from_edit=True),
        row_field("chapter_id", "章节", chapter_choices, required=True, exclude_from_edit=True),
        StringField("title", label="名称", required=True, maxlength=60),
        told("kind_word", "类型", lambda row: LESSON_LABELS[row.kind], **SHOWN_ONLY),
        EnumField("kind", label="类型", choices=list(LESSON_LABELS.items()), required=True, **FORM_ONLY),
        told("length", "时长", length, **SHOWN_ONLY),
        FilesField(
            "video_file", label="视频", most=1, accept=".mp4", help_text="MP4（H.264）；图文课时不填", **FORM_ONLY
        ),
        TextAreaField(
            "body", label="正文", maxlength=50_000, rows=10, help_text="一行写 [图1]，那里就放第一张图片", **FORM_ONLY
        ),
        PicturesField("pictures", label="图片", most=20, upload=UPLOAD, **FORM_ONLY),
        FilesField("material_files", label="资料下载", accept=MATERIALS, help_text="PDF 或 Office 文件", **FORM_ONLY),
        BooleanField("free_preview", label="可试看"),
        IntegerField("position", label="排序", default=0, help_text="数字小的排在前面"),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ()
    searchable_fields = ("title",)
    search_hint = "搜索课时"
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Lesson)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        """In the order in which they are learned."""
        query = super().get_list_query(request).join(Chapter, Chapter.id == Lesson.chapter_id)
        query = query.join(Course, Course.id == Lesson.course_id).where(Lesson.active, Chapter.active)
        order = (Course.position, Course.id, Chapter.position, Chapter.id, Lesson.position, Lesson.id)
        return query.order_by(*order)

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        there = sa.and_(Lesson.active, Chapter.active)
        return super().get_count_query(request).join(Chapter, Chapter.id == Lesson.chapter_id).where(there)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        places = dict(await chapter_choices(session))
        for row in rows:
            row.where = places.get(row.chapter_id, "—")
            row.video_file = known([row.video] if row.video else [])
            row.material_files = known([one.file for one in row.materials])

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                actor = staff_of_request(request).actor
                made = await editing.add_lesson(session, actor, data["chapter_id"] or 0, body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "title"), error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await editing.edit_lesson(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "title"), error) from error
        return await self.find_by_pk(request, pk)

    @row_action(
        "remove",
        "移除",
        confirmation="移除后学员看不到这个课时，学过的记录会保留。确定移除？",
        submit_btn_text="移除",
        submit_btn_class="btn btn-danger",
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.remove_lesson(session, staff_of_request(request).actor, int(pk))


def _body(data: Mapping[str, Any]) -> LessonIn:
    """Raises FormValidationError."""
    values = {
        "title": data["title"] or "",
        "kind": data["kind"],
        "file_id": next(iter(data["video_file"]), None),
        "body": data["body"] or "",
        "pictures": data["pictures"] or [],
        "material_ids": data["material_files"],
        "free_preview": bool(data["free_preview"]),
        "position": data["position"] or 0,
    }
    try:
        return read(LessonIn, values, whole="kind")
    except FormValidationError as error:
        shown_at = {"file_id": "video_file", "material_ids": "material_files"}
        wrong = {shown_at.get(str(name), name): words for name, words in dict(error.errors).items()}
        raise FormValidationError(wrong) from error
