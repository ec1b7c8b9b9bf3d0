"""Groups, and who is in them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import Narrowing, View, acting, moment_field, staff_of_request, state_field, told
from app.modules.group_buy import editing
from app.modules.group_buy.admin.activities import READ
from app.modules.group_buy.models import Group, GroupBuy
from app.modules.group_buy.states import FAILED, FORMING, GROUP_LABELS, MEMBER_LABELS, OPENING, SUCCESS

DISBAND = "group_buy.disband"
_KINDS = {OPENING: "waits", FORMING: "moves", SUCCESS: "good", FAILED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in GROUP_LABELS.items()}


def _of_activity(chosen: str) -> sa.ColumnElement[bool]:
    return Group.activity_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


async def _activities(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(sa.select(GroupBuy.id, GroupBuy.title).order_by(GroupBuy.id.desc()))
    return {str(number): title for number, title in rows.all()}


class GroupView(View):
    read = READ
    acts = {"disband": DISBAND}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", GROUP_LABELS, lambda chosen: Group.status == chosen),
        Narrowing("activity", "活动", _activities, _of_activity),
    )
    menu_label = "拼团记录"
    display_name = "拼团记录"
    key = "groups"
    icon = "fa fa-people-group"
    place = 52
    named_by = "code"
    detail_template = "group_buy/group.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        StringField("code", label="团号", exclude_from_list=True),
        told("title", "活动", lambda row: row.activity.title),
        state_field("status", "状态", STATES),
        told("progress", "已付款", lambda row: f"{row.paid_count} / {row.size} 人"),
        told("head", "团长", lambda row: f"顾客 {row.head_user_id}"),
        moment_field("created_at", "开团时间"),
        moment_field("expires_at", "截止时间"),
        moment_field("settled_at", "结束时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("created_at", "expires_at")
    searchable_fields = ()
    row_actions = ("view", "disband")

    def __init__(self) -> None:
        super().__init__(Group)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        del session
        for row in rows:
            for member in row.members:
                member.word = MEMBER_LABELS[member.status]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Group) -> bool:
        return (name != "disband" or obj.status == FORMING) and await self.is_row_action_allowed(request, name)

    @row_action(
        "disband",
        "解散",
        confirmation="取消这个团的全部订单，已付款的原路退款。确定解散？",
        submit_btn_text="解散并退款",
        submit_btn_class="btn btn-danger",
    )
    async def disband(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.disband(session, staff_of_request(request).actor, int(pk))
