"""Exams: what they ask, how long, and how often."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BooleanField, IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    moment_field,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.course.api import course_choices, course_titles, outline_of
from app.modules.exam import editing
from app.modules.exam.admin.common import EDIT, READ, course_words, lesson_choices, number_of
from app.modules.exam.models import Attempt, Exam
from app.modules.exam.schemas import ExamIn
from app.modules.exam.states import DRAFT, EXAM_LABELS, KIND_LABELS, PUBLISHED, RETIRED

STATES = {
    DRAFT: (EXAM_LABELS[DRAFT], "waits"),
    PUBLISHED: (EXAM_LABELS[PUBLISHED], "good"),
    RETIRED: (EXAM_LABELS[RETIRED], "over"),
}
ANY = "任意"
PAPER_HELP = "固定试卷：题目编号，用逗号隔开，按这个顺序出题"
DRAWS_HELP = "随机抽题：一行一种，如“单选 10”“任意 5”，只抽一章时前面加章节名，如“第1章 多选 5”；与固定试卷二选一"
_DRAW = re.compile(rf"(?:(?P<chapter>.+?)\s+)?(?P<kind>{'|'.join(KIND_LABELS.values())}|{ANY})\s*(?P<count>\d{{1,3}})")


class ExamView(View):
    read = READ
    acts = {"edit": EDIT, "publish": EDIT, "retire": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", EXAM_LABELS, lambda chosen: Exam.status == chosen),
        Narrowing("course", "课程", course_words, lambda chosen: Exam.course_id == number_of(chosen)),
    )
    menu_label = "考试"
    display_name = "考试"
    key = "exams"
    icon = "fa fa-file-pen"
    place = 20
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=60),
        told("course", "课程", lambda row: row.course_title, **SHOWN_ONLY),
        row_field("course_id", "课程", course_choices, required=True, exclude_from_edit=True),
        row_field("lesson_id", "课时", lesson_choices, help_text="选了就是这个课时的随堂测验；不选是整门课程的考试"),
        told("asks", "试卷", lambda row: row.asks, **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        told("sat", "考过", lambda row: f"{row.attempt_count} 人次", **SHOWN_ONLY),
        IntegerField("minutes", label="时长（分钟）", default=60),
        IntegerField("pass_percent", label="及格线（百分制）", default=60),
        IntegerField("max_attempts", label="可考次数", default=3),
        BooleanField("shuffled", label="打乱题目顺序", exclude_from_list=True),
        TextAreaField("about", label="考试说明", rows=3, maxlength=500, exclude_from_list=True),
        TextAreaField("paper_text", label="固定试卷", rows=3, help_text=PAPER_HELP, **FORM_ONLY),
        TextAreaField("draws_text", label="随机抽题", rows=4, help_text=DRAWS_HELP, **FORM_ONLY),
        moment_field("published_at", "首次发布", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ()
    searchable_fields = ("title",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "publish", "retire")

    def __init__(self) -> None:
        super().__init__(Exam)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        titles = await course_titles(session, {row.course_id for row in rows})
        sat = await count_by(session, Attempt.exam_id, Attempt.exam_id.in_([row.id for row in rows]))
        for row in rows:
            row.course_title, row.attempt_count = titles[row.course_id], sat[row.id]
            drawn = sum(draw["count"] for draw in row.draws)
            row.asks = f"随机 {drawn} 题" if drawn else f"固定 {len(row.lines)} 题"
            row.paper_text = ", ".join(str(line.question_id) for line in row.lines)
            row.draws_text = await _draws_in_words(session, row) if row.draws else ""

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("paper_text", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """Its course stays."""
        row = await self.find_by_pk(request, pk)
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data | {"course_id": row.course_id})
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("paper_text", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Exam) -> bool:
        fits = {"publish": obj.status != PUBLISHED, "retire": obj.status == PUBLISHED}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action("publish", "发布", confirmation="发布后学员就可以开考。确定发布？", submit_btn_text="发布")
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "retire",
        "停用",
        confirmation="停用后不能再开考；正在作答的可以继续。",
        submit_btn_text="停用",
        submit_btn_class="btn btn-danger",
    )
    async def retire(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.retire(session, staff_of_request(request).actor, int(pk))


async def _draws_in_words(session: AsyncSession, exam: Exam) -> str:
    titles = {chapter.id: chapter.title for chapter in (await outline_of(session, exam.course_id)).chapters}
    lines = []
    for draw in exam.draws:
        chapter = titles.get(draw["chapter_id"], "")
        kind = KIND_LABELS[draw["kind"]] if draw["kind"] else ANY
        lines.append(f"{chapter} {kind} {draw['count']}".strip())
    return "\n".join(lines)


async def _body(session: AsyncSession, data: Mapping[str, Any]) -> ExamIn:
    """Raises FormValidationError."""
    names = ("course_id", "lesson_id", "minutes", "pass_percent", "max_attempts", "shuffled")
    values: dict[str, Any] = {name: data[name] for name in names}
    values |= {"title": data["title"] or "", "about": data["about"] or ""}
    numbers = [part for part in re.split(r"[\s,，、]+", str(data["paper_text"] or "")) if part]
    if any(number_of(part) == 0 for part in numbers):
        raise FormValidationError({"paper_text": "题目编号是数字，用逗号隔开"})
    values["question_ids"] = [int(part) for part in numbers]
    values["draws"] = await _draws(session, data)
    try:
        return read(ExamIn, values, whole="paper_text")
    except FormValidationError as error:
        wrong = dict(error.errors)
        for inner, shown in (("question_ids", "paper_text"), ("draws", "draws_text")):
            if wrong.pop(inner, None):
                wrong[shown] = "题目太多，或数量不对"
        raise FormValidationError(wrong) from error


async def _draws(session: AsyncSession, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Raises FormValidationError."""
    lines = [line.strip() for line in str(data["draws_text"] or "").splitlines() if line.strip()]
    if not lines:
        return []
    chapters = {one.title: one.id for one in (await outline_of(session, data["course_id"] or 0)).chapters}
    kinds = {label: kind for kind, label in KIND_LABELS.items()}
    draws = []
    for line in lines:
        found = _DRAW.fullmatch(line)
        if found is None:
            raise FormValidationError({"draws_text": f"读不懂“{line}”：写成“单选 10”这样"})
        chapter = found["chapter"]
        if chapter and chapter not in chapters:
            raise FormValidationError({"draws_text": f"课程里没有“{chapter}”这一章"})
        draws.append(
            {
                "chapter_id": chapters[chapter] if chapter else None,
                "kind": kinds.get(found["kind"]),
                "count": int(found["count"]),
            }
        )
    return draws
