"""Exams at the console: the bank of questions, the exams, and what learners came to."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.views import BaseView

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.exam.admin.attempts import AttemptView
from app.modules.exam.admin.common import READ
from app.modules.exam.admin.exams import ExamView
from app.modules.exam.admin.imports import ImportView
from app.modules.exam.admin.questions import QuestionView
from app.modules.exam.models import Attempt
from app.modules.exam.states import STARTED

WORDS = {
    "exam": "考试",
    "exam.create": "新建考试",
    "exam.edit": "修改考试",
    "exam.publish": "发布考试",
    "exam.retire": "停用考试",
    "exam.expire": "到时间自动交卷",
    "exam_question": "题目",
    "exam_question.create": "新增题目",
    "exam_question.edit": "修改题目",
    "exam_question.remove": "移出题库",
    "exam_question.import": "导入题目",
    "added": "新增",
    "changed": "修改",
    "course_id": "课程",
}


async def _sitting(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Attempt).where(Attempt.status == STARTED)) or 0
    return Figure("正在考试", f"{count} 人", "fa-pen-to-square", "还没有交卷", "exam-attempts/list?status=started")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _sitting), owner="exam", order=22)
    AUDIT_WORDS.provide(WORDS, owner="exam")


def views() -> Sequence[BaseView]:
    return (ExamView(), QuestionView(), ImportView(), AttemptView())
