"""The bank of questions."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    choice_field,
    database_of,
    read,
    row_field,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.modules.course.api import course_choices, course_titles
from app.modules.exam import editing, importing
from app.modules.exam.admin.common import EDIT, READ, chapter_choices, course_words, number_of
from app.modules.exam.models import Question
from app.modules.exam.schemas import QuestionIn
from app.modules.exam.states import BLANK, JUDGE, KIND_LABELS

OPTIONS_HELP = "一行一个选项；判断题、填空题不用写"
ANSWER_HELP = "选择题写字母（A 或 ACD）；判断题写“对”或“错”；填空题的各空用分号隔开，同一空的几种写法用 | 隔开"


class QuestionView(View):
    read = READ
    acts = {"edit": EDIT, "remove": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("course", "课程", course_words, lambda chosen: Question.course_id == number_of(chosen)),
        Narrowing("kind", "题型", KIND_LABELS, lambda chosen: Question.kind == chosen),
    )
    menu_label = "题库"
    display_name = "题目"
    key = "questions"
    icon = "fa fa-circle-question"
    place = 21
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", **SHOWN_ONLY),
        told("course", "课程", lambda row: row.course_title, exclude_from_edit=True, exclude_from_create=True),
        row_field("course_id", "课程", course_choices, required=True, exclude_from_edit=True),
        row_field("chapter_id", "章节", chapter_choices, help_text="可不选"),
        choice_field("kind", "题型", KIND_LABELS, required=True),
        TextAreaField("stem", label="题干", required=True, rows=3, maxlength=2000, help_text="填空处写 ___"),
        TextAreaField("options_text", label="选项", rows=5, help_text=OPTIONS_HELP, **FORM_ONLY),
        StringField("answer_text", label="答案", required=True, help_text=ANSWER_HELP, exclude_from_list=True),
        IntegerField("points", label="分值", default=5),
        TextAreaField("explanation", label="解析", rows=3, maxlength=2000, exclude_from_list=True),
        StringField(
            "code", label="自编号", maxlength=40, exclude_from_list=True, help_text="可不填；再次导入同号即修改"
        ),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ()
    searchable_fields = ("stem", "code")
    search_hint = "搜索题干或自编号"
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Question)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return super().get_list_query(request).where(Question.active)

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(Question.active)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        titles = await course_titles(session, {row.course_id for row in rows})
        for row in rows:
            row.course_title = titles[row.course_id]
            row.options_text = "" if row.kind == JUDGE else "\n".join(row.options)
            row.answer_text = importing.answer_in_words(row.kind, row.key)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await editing.add_question(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("stem", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """Its course stays."""
        row = await self.find_by_pk(request, pk)
        body = _body(data | {"course_id": row.course_id})
        try:
            async with database_of(request).begin() as session:
                await editing.edit_question(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("stem", error) from error
        return await self.find_by_pk(request, pk)

    @row_action(
        "remove",
        "移出题库",
        confirmation="以后的试卷不再出这道题；已经开始的考试不受影响。",
        submit_btn_text="移出",
        submit_btn_class="btn btn-danger",
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.remove_question(session, staff_of_request(request).actor, int(pk))


def _body(data: Mapping[str, Any]) -> QuestionIn:
    """Raises FormValidationError."""
    kind = data["kind"] or ""
    values: dict[str, Any] = {name: data[name] for name in ("course_id", "chapter_id", "kind")}
    values |= {"stem": data["stem"] or "", "explanation": data["explanation"] or "", "code": data["code"] or None}
    values["points"] = data["points"] or 0
    if kind not in {JUDGE, BLANK}:
        values["options"] = [line.strip() for line in str(data["options_text"] or "").splitlines() if line.strip()]
    try:
        values |= importing.answer_of(kind, str(data["answer_text"] or "").strip())
    except ValueError as error:
        raise FormValidationError({"answer_text": str(error)}) from error
    return read(QuestionIn, values, whole="answer_text")
