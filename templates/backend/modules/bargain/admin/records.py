"""Bargains of customers, and who helped."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import Narrowing, View, fen_field, moment_field, state_field, told
from app.modules.bargain.admin.activities import READ
from app.modules.bargain.models import Bargain, BargainActivity
from app.modules.bargain.states import BARGAINING, BOUGHT, FAILED, RECORD_LABELS, SUCCESS

_KINDS = {BARGAINING: "moves", SUCCESS: "waits", BOUGHT: "good", FAILED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in RECORD_LABELS.items()}


def _of_activity(chosen: str) -> sa.ColumnElement[bool]:
    return Bargain.activity_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


async def _activities(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(
        sa.select(BargainActivity.id, BargainActivity.title).order_by(BargainActivity.id.desc())
    )
    return {str(number): title for number, title in rows.all()}


class BargainView(View):
    read = READ
    narrowings = (
        Narrowing("status", "状态", RECORD_LABELS, lambda chosen: Bargain.status == chosen),
        Narrowing("activity", "活动", _activities, _of_activity),
    )
    menu_label = "砍价记录"
    display_name = "砍价记录"
    key = "bargains"
    icon = "fa fa-hand-scissors"
    place = 54
    named_by = "code"
    detail_template = "bargain/record.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        StringField("code", label="砍价号", exclude_from_list=True),
        told("title", "活动", lambda row: row.activity.title),
        told("customer", "顾客", lambda row: f"顾客 {row.user_id}"),
        state_field("status", "状态", STATES),
        fen_field("start_fen", "原价"),
        fen_field("price_fen", "当前价"),
        fen_field("floor_fen", "底价", exclude_from_list=True),
        told("progress", "已砍", lambda row: f"{row.cuts} / {row.helps} 刀"),
        moment_field("created_at", "发起时间"),
        moment_field("expires_at", "截止时间"),
        told("order", "订单", lambda row: f"订单 {row.order_id}" if row.order_id else "—"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("created_at", "expires_at")
    searchable_fields = ()
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Bargain)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """Everything is in the rows."""
