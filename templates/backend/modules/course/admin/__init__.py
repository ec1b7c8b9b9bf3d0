"""Courses at the console: what they consist of, and who learns them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.views import BaseView

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, PictureUpload
from app.modules.course.admin.chapters import ChapterView
from app.modules.course.admin.common import EDIT, READ, UPLOAD
from app.modules.course.admin.courses import CourseView
from app.modules.course.admin.learners import LearnerView
from app.modules.course.admin.lessons import LessonView
from app.modules.course.admin.uploads import FileUpload
from app.modules.course.models import Enrollment
from app.modules.course.states import ACTIVE

WORDS = {
    "course": "课程",
    "course.create": "新建课程",
    "course.edit": "修改课程",
    "course.publish": "发布课程",
    "course.retire": "下架课程",
    "course.expire": "让到期的学习结束",
    "course.forget_file": "删除不再使用的课程文件",
    "course.forget_unused": "清理没有用上的课程文件",
    "chapter": "章节",
    "chapter.create": "新增章节",
    "chapter.edit": "修改章节",
    "chapter.remove": "移除章节",
    "lesson": "课时",
    "lesson.create": "新增课时",
    "lesson.edit": "修改课时",
    "lesson.remove": "移除课时",
    "enrollment": "学习",
    "enrollment.suspend": "暂停学习",
    "enrollment.resume": "恢复学习",
    "title": "名称",
    "reason": "原因",
}


async def _learning(session: AsyncSession) -> Figure:
    statement = sa.select(sa.func.count()).select_from(Enrollment).where(Enrollment.status == ACTIVE)
    count = await session.scalar(statement) or 0
    return Figure("正在学习", f"{count} 人次", "fa-user-graduate", "报名后还没有学完", "learners/list?status=active")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _learning), owner="course", order=20)
    AUDIT_WORDS.provide(WORDS, owner="course")


def views() -> Sequence[BaseView]:
    uploads = (PictureUpload(EDIT, f"/{UPLOAD}"), FileUpload())
    return (CourseView(), ChapterView(), LessonView(), LearnerView(), *uploads)
