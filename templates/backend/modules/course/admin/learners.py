"""Who learns what, and how far he has come."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField

from app.core.admin import Narrowing, View, acting, first_problem, moment_field, staff_of_request, state_field, told
from app.modules.course import enrolling, staff_queries
from app.modules.course.admin.common import ENROLL, READ, course_words, number_of
from app.modules.course.api import course_titles
from app.modules.course.models import Enrollment
from app.modules.course.schemas import SuspendIn
from app.modules.course.states import ACTIVE, COMPLETED, ENROLLMENT_LABELS, EXPIRED, LEARNING, SUSPENDED

_KINDS = {ACTIVE: "moves", COMPLETED: "good", SUSPENDED: "bad", EXPIRED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in ENROLLMENT_LABELS.items()}
_WHY = (
    '<form><label class="form-label mt-2">原因（学员会看到学习已暂停）'
    '<textarea class="form-control" name="reason" maxlength="60" rows="2" required></textarea></label></form>'
)


class LearnerView(View):
    read = READ
    acts = {"suspend": ENROLL, "resume": ENROLL}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", ENROLLMENT_LABELS, lambda chosen: Enrollment.status == chosen),
        Narrowing("course", "课程", course_words, lambda chosen: Enrollment.course_id == number_of(chosen)),
    )
    menu_label = "学员"
    display_name = "学员"
    key = "learners"
    icon = "fa fa-user-graduate"
    place = 18
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("learner", "学员", lambda row: row.name),
        told("course", "课程", lambda row: row.course),
        state_field("status", "状态", STATES),
        told("percent", "进度", lambda row: row.percent_text),
        moment_field("enrolled_at", "报名时间"),
        moment_field("expires_at", "学习期限", exclude_from_list=True),
        moment_field("completed_at", "学完时间"),
        told("why", "暂停原因", lambda row: row.suspended_because or "—", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("enrolled_at",)
    searchable_fields = ()
    search_hint = "学员编号"
    row_actions = ("view", "suspend", "resume")

    def __init__(self) -> None:
        super().__init__(Enrollment)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        """By the customer's number."""
        del request
        return Enrollment.user_id == number_of(term)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        titles = await course_titles(session, {row.course_id for row in rows})
        for row, shown in zip(rows, await staff_queries.told(session, list(rows)), strict=True):
            row.name, row.course = shown.name, titles[row.course_id]
            row.percent_text = "—" if shown.percent is None else f"{shown.percent}%"

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Enrollment) -> bool:
        fits = {"suspend": obj.status in LEARNING, "resume": obj.status == SUSPENDED}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "suspend",
        "暂停",
        confirmation="暂停后学员不能再看课时。",
        submit_btn_text="暂停",
        submit_btn_class="btn btn-danger",
        form=_WHY,
    )
    async def suspend(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        try:
            body = SuspendIn.model_validate({"reason": (await request.form()).get("reason") or ""})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await enrolling.suspend_by(session, staff_of_request(request).actor, int(pk), body.reason)

    @row_action("resume", "恢复", confirmation="学员可以继续学习。确定恢复？", submit_btn_text="恢复")
    async def resume(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await enrolling.resume_by(session, staff_of_request(request).actor, int(pk))
