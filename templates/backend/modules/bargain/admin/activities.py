"""What can be bargained for, down to which price, by how many friends."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import DateTimeField, IntegerField, StringField

from app.core import clock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    fen_field,
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
from app.modules.bargain import editing
from app.modules.bargain.models import BargainActivity
from app.modules.bargain.schemas import ActivityIn
from app.modules.bargain.states import ACTIVITY_LABELS, CLOSED, COMING, DRAFT, OVER, PUBLISHED, RUNNING
from app.modules.catalog.api import sku_ids_by_code, skus_by_id

READ, EDIT = "bargain.read", "bargain.edit"
_KINDS = {DRAFT: "waits", COMING: "moves", RUNNING: "good", OVER: "over", CLOSED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in ACTIVITY_LABELS.items()}


def _in_state(chosen: str) -> sa.ColumnElement[bool]:
    now = clock.now()
    by_the_clock = {
        COMING: BargainActivity.starts_at > now,
        RUNNING: sa.and_(BargainActivity.starts_at <= now, BargainActivity.ends_at > now),
        OVER: BargainActivity.ends_at <= now,
    }
    if chosen in by_the_clock:
        return sa.and_(BargainActivity.status == PUBLISHED, by_the_clock[chosen])
    return BargainActivity.status == chosen


class ActivityView(View):
    read = READ
    acts = {"edit": EDIT, "publish": EDIT, "close": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("state", "状态", ACTIVITY_LABELS, _in_state),)
    menu_label = "砍价活动"
    display_name = "砍价活动"
    key = "bargain-activities"
    icon = "fa fa-scissors"
    place = 53
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=20, help_text="顾客看到的名字，如“好友帮砍”"),
        told("product", "商品", lambda row: f"{row.sku.name} {row.sku.specs_text}".strip(), exclude_from_edit=True),
        StringField(
            "code", label="规格编码", required=True, maxlength=40, help_text="商品资料里的规格编码", **FORM_ONLY
        ),
        state_field("seen", "状态", STATES, exclude_from_edit=True),
        fen_field("floor_fen", "底价", **SHOWN_ONLY),
        StringField("floor", label="底价（元）", required=True, help_text="最后一位好友砍到的价格", **FORM_ONLY),
        IntegerField("helps", label="需要好友（位）", required=True, default=10),
        IntegerField("hours", label="砍价时限（小时）", required=True, default=24, help_text="从发起到下单"),
        told("gone", "已售", lambda row: f"{row.taken} / {row.stock} 件", exclude_from_edit=True),
        IntegerField("stock", label="件数", required=True, default=10, **FORM_ONLY),
        IntegerField("per_user_limit", label="每人限砍次数", required=True, default=1, exclude_from_list=True),
        moment_field("starts_at", "开始时间", **SHOWN_ONLY),
        moment_field("ends_at", "结束时间", **SHOWN_ONLY),
        DateTimeField("from_time", label="开始时间", required=True, **FORM_ONLY),
        DateTimeField("until_time", label="结束时间", required=True, help_text="此后不能再发起砍价", **FORM_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("starts_at", "ends_at", "floor_fen")
    searchable_fields = ("title",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "publish", "close")

    def __init__(self) -> None:
        super().__init__(BargainActivity)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        now = clock.now()
        skus = await skus_by_id(session, {row.sku_id for row in rows})
        for row in rows:
            row.seen = row.state_at(now)
            row.sku = skus[row.sku_id]
            row.code = row.sku.code
            row.floor = yuan_typed(row.floor_fen)
            row.from_time, row.until_time = row.starts_at, row.ends_at

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("floor", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("floor", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: BargainActivity) -> bool:
        seen = obj.state_at(clock.now())
        fits = {"edit": seen == DRAFT, "publish": seen == DRAFT, "close": seen in (DRAFT, COMING, RUNNING)}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "publish", "发布", confirmation="发布后底价与人数不能再修改，到时间自动开始。确定发布？", submit_btn_text="发布"
    )
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "close",
        "结束",
        confirmation="立即结束，不能再发起砍价；已经发起的继续。",
        submit_btn_text="结束",
        submit_btn_class="btn btn-danger",
    )
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.close(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: Mapping[str, Any]) -> ActivityIn:
    """Raises FormValidationError."""
    code = (data["code"] or "").strip()
    ids = await sku_ids_by_code(session, [code])
    with form_errors("code", starts_at="from_time", ends_at="until_time", floor_fen="floor", sku_id="code"):
        if code not in ids:
            raise ValueError("没有这个规格编码")
        values = {name: data[name] for name in ("helps", "hours", "stock", "per_user_limit")}
        values |= {"title": data["title"] or "", "sku_id": ids[code]}
        values |= {"starts_at": moment_typed(data["from_time"]), "ends_at": moment_typed(data["until_time"])}
    with form_errors("floor", starts_at="from_time", ends_at="until_time", floor_fen="floor"):
        return read(ActivityIn, values | {"floor_fen": fen_typed(data["floor"] or "")}, whole="until_time")
