"""What can be bought in groups, at which price, by how many."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import DateTimeField, IntegerField, StringField, TextAreaField

from app.core import clock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    fen_typed,
    form_errors,
    moment_field,
    moment_typed,
    read,
    staff_of_request,
    state_field,
    told,
    yuan_typed,
)
from app.core.errors import AppError
from app.modules.activity.api import skus_typed
from app.modules.catalog.api import skus_by_id
from app.modules.group_buy import editing
from app.modules.group_buy.models import GroupBuy
from app.modules.group_buy.schemas import GroupBuyIn
from app.modules.group_buy.states import ACTIVITY_LABELS, CLOSED, COMING, DRAFT, OVER, PUBLISHED, RUNNING

READ, EDIT = "group_buy.read", "group_buy.edit"
_KINDS = {DRAFT: "waits", COMING: "moves", RUNNING: "good", OVER: "over", CLOSED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in ACTIVITY_LABELS.items()}
COLUMNS = ("规格编码", "拼团价")


def _in_state(chosen: str) -> sa.ColumnElement[bool]:
    now = clock.now()
    by_the_clock = {
        COMING: GroupBuy.starts_at > now,
        RUNNING: sa.and_(GroupBuy.starts_at <= now, GroupBuy.ends_at > now),
        OVER: GroupBuy.ends_at <= now,
    }
    if chosen in by_the_clock:
        return sa.and_(GroupBuy.status == PUBLISHED, by_the_clock[chosen])
    return GroupBuy.status == chosen


class ActivityView(View):
    read = READ
    acts = {"edit": EDIT, "publish": EDIT, "close": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("state", "状态", ACTIVITY_LABELS, _in_state),)
    menu_label = "拼团活动"
    display_name = "拼团活动"
    key = "group-buys"
    icon = "fa fa-user-group"
    place = 51
    named_by = "title"
    detail_template = "group_buy/activity.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=20, help_text="顾客看到的名字，如“三人成团”"),
        told("product", "商品", lambda row: row.product, exclude_from_edit=True),
        state_field("seen", "状态", STATES, exclude_from_edit=True),
        IntegerField("size", label="成团人数", required=True, default=3),
        IntegerField("hours", label="成团时限（小时）", required=True, default=24, help_text="到时未成团自动退款"),
        moment_field("starts_at", "开始时间", **SHOWN_ONLY),
        moment_field("ends_at", "结束时间", **SHOWN_ONLY),
        DateTimeField("from_time", label="开始时间", required=True, **FORM_ONLY),
        DateTimeField("until_time", label="结束时间", required=True, help_text="此后不能再开新团", **FORM_ONLY),
        IntegerField("max_quantity", label="每单限购件数", required=True, default=1, exclude_from_list=True),
        IntegerField("per_user_limit", label="每人限参加次数", required=True, default=1, exclude_from_list=True),
        TextAreaField(
            "table",
            label="拼团价",
            required=True,
            placeholder="LJ-100G 59.90",
            help_text=f"同一件商品的规格，一行一个，依次写{'、'.join(COLUMNS)}，中间用空格隔开",
            **FORM_ONLY,
        ),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("starts_at", "ends_at", "size")
    searchable_fields = ("title",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "publish", "close")

    def __init__(self) -> None:
        super().__init__(GroupBuy)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        now = clock.now()
        skus = await skus_by_id(session, {item.sku_id for row in rows for item in row.items})
        for row in rows:
            row.seen = row.state_at(now)
            row.from_time, row.until_time = row.starts_at, row.ends_at
            for item in row.items:
                item.sku = skus[item.sku_id]
            row.product = row.items[0].sku.name
            row.table = "\n".join(f"{item.sku.code} {yuan_typed(item.price_fen)}" for item in row.items)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("table", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("table", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: GroupBuy) -> bool:
        seen = obj.state_at(clock.now())
        fits = {"edit": seen == DRAFT, "publish": seen == DRAFT, "close": seen in (DRAFT, COMING, RUNNING)}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "publish", "发布", confirmation="发布后价格与人数不能再修改，到时间自动开始。确定发布？", submit_btn_text="发布"
    )
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "close",
        "结束",
        confirmation="立即结束，不能再开新团；已经开的团继续等人。",
        submit_btn_text="结束",
        submit_btn_class="btn btn-danger",
    )
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.close(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: Mapping[str, Any]) -> GroupBuyIn:
    """Raises FormValidationError."""
    with form_errors("table", starts_at="from_time", ends_at="until_time", items="table"):
        rows = await skus_typed(session, data["table"], COLUMNS)
        values = {name: data[name] for name in ("size", "hours", "max_quantity", "per_user_limit")}
        values["title"] = data["title"] or ""
        values["items"] = [{"sku_id": sku_id, "price_fen": fen_typed(price)} for sku_id, price in rows]
        values |= {"starts_at": moment_typed(data["from_time"]), "ends_at": moment_typed(data["until_time"])}
        return read(GroupBuyIn, values, whole="table")
