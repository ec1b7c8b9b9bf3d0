"""Journeys at the console: who was told what, who was not, and why."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.fields import IntegerField

from app.core import clock
from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, Narrowing, View, moment_field, state_field, told
from app.core.admin.view import Choices
from app.modules.identity.api import masked_names
from app.modules.marketing_automation.journeys import JOURNEYS
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.states import DROPPED, LABELS, REASONS, TOLD, WAITING

READ = "marketing.read"
LATELY = timedelta(days=7)

_KINDS = {WAITING: "waits", TOLD: "good", DROPPED: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}

WORDS = {
    "marketing.sweep": "查看到时间的自动旅程",
    "marketing.end": "结束一次自动旅程",
    "marketing.birthdays": "查找近期生日的顾客",
}


async def _effect(session: AsyncSession) -> Figure:
    lately = sa.and_(Run.status == TOLD, Run.settled_at >= clock.now() - LATELY)
    told_to, ordered = (
        await session.execute(sa.select(sa.func.count(), sa.func.count(Run.ordered_at)).where(lately))
    ).one()
    note = f"近 7 天通知，其中 {ordered} 位随后下单" if ordered else "近 7 天通知的人次"
    return Figure("自动营销", str(told_to), "fa-route", note, "journeys/list?status=told")


def contribute() -> None:
    """The card on the first page, and words for jobs."""
    CARDS.provide(Card(READ, _effect), owner="marketing_automation", order=65)
    AUDIT_WORDS.provide(WORDS, owner="marketing_automation")


def _titles() -> dict[str, str]:
    return {journey.id: journey.title for journey in JOURNEYS.all()}


async def _choices(session: AsyncSession) -> Choices:
    del session
    return _titles()


class RunView(View):
    read = READ
    narrowings = (
        Narrowing("status", "状态", LABELS, lambda chosen: Run.status == chosen),
        Narrowing("journey", "旅程", _choices, lambda chosen: Run.journey == chosen),
    )
    menu_label = "自动营销"
    display_name = "自动营销"
    key = "journeys"
    icon = "fa fa-route"
    place = 62
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("title", "旅程", lambda row: _titles().get(row.journey, row.journey)),
        told("customer", "顾客", lambda row: row.customer),
        state_field("status", "状态", STATES),
        told("why", "未通知的原因", lambda row: REASONS.get(row.reason, row.reason) or "—"),
        moment_field("since", "触发时间"),
        moment_field("due_at", "计划时间", exclude_from_list=True),
        moment_field("settled_at", "结束时间"),
        moment_field("ordered_at", "随后下单"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    sortable_fields = ("id", "since")
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Run)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await masked_names(session, {row.user_id for row in rows})
        for row in rows:
            row.customer = names[row.user_id]
