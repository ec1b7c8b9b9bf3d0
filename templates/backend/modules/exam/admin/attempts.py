"""What learners came to, read only: a result is what the rule says."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.fields import IntegerField

from app.core.admin import Narrowing, View, moment_field, state_field, told
from app.modules.exam.admin.common import READ, number_of
from app.modules.exam.models import Attempt, Exam
from app.modules.exam.states import ATTEMPT_LABELS, EXPIRED, GRADED, STARTED, SUBMITTED
from app.modules.identity.api import masked_names

_KINDS = {STARTED: "moves", SUBMITTED: "waits", EXPIRED: "waits", GRADED: "good"}
STATES = {state: (word, _KINDS[state]) for state, word in ATTEMPT_LABELS.items()}
RESULTS = {"passed": "通过", "failed": "未通过"}


async def _exams(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(sa.select(Exam.id, Exam.title).order_by(Exam.id.desc()))
    return {str(number): title for number, title in rows.all()}


class AttemptView(View):
    read = READ
    narrowings = (
        Narrowing("status", "状态", ATTEMPT_LABELS, lambda chosen: Attempt.status == chosen),
        Narrowing("result", "结果", RESULTS, lambda chosen: Attempt.passed.is_(chosen == "passed")),
        Narrowing("exam", "考试", _exams, lambda chosen: Attempt.exam_id == number_of(chosen)),
    )
    menu_label = "考试成绩"
    display_name = "考试成绩"
    key = "exam-attempts"
    icon = "fa fa-square-poll-vertical"
    place = 23
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("exam_title", "考试", lambda row: row.exam.title),
        told("name", "学员", lambda row: row.learner_name),
        told("which", "第几次", lambda row: f"{row.number} / {row.allowed}"),
        state_field("status", "状态", STATES),
        told(
            "score", "得分", lambda row: "—" if row.score is None else f"{row.score} 分（{row.points} / {row.total}）"
        ),
        told(
            "result", "结果", lambda row: "—" if row.passed is None else RESULTS["passed" if row.passed else "failed"]
        ),
        moment_field("started_at", "开始"),
        moment_field("submitted_at", "交卷"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("started_at",)
    searchable_fields = ()
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Attempt)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await masked_names(session, {row.user_id for row in rows})
        for row in rows:
            row.learner_name = names[row.user_id]
