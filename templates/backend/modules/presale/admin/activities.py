"""What can be booked, for which deposit, and when its balance is due."""

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
from app.modules.catalog.api import sku_ids_by_code, skus_by_id
from app.modules.presale import editing
from app.modules.presale.models import Presale
from app.modules.presale.schemas import PresaleIn
from app.modules.presale.states import ACTIVITY_LABELS, CLOSED, COMING, DRAFT, OVER, PUBLISHED, RUNNING

READ, EDIT = "presale.read", "presale.edit"
_KINDS = {DRAFT: "waits", COMING: "moves", RUNNING: "good", OVER: "over", CLOSED: "over"}
MOMENTS = {
    "starts_at": "预订开始",
    "ends_at": "预订结束",
    "balance_from": "尾款开始",
    "balance_until": "尾款截止",
    "ships_at": "最晚发货",
}
HIDDEN = ("starts_at", "balance_from", "ships_at")
STATES = {state: (word, _KINDS[state]) for state, word in ACTIVITY_LABELS.items()}


def _in_state(chosen: str) -> sa.ColumnElement[bool]:
    now = clock.now()
    by_the_clock = {
        COMING: Presale.starts_at > now,
        RUNNING: sa.and_(Presale.starts_at <= now, Presale.ends_at > now),
        OVER: Presale.ends_at <= now,
    }
    if chosen in by_the_clock:
        return sa.and_(Presale.status == PUBLISHED, by_the_clock[chosen])
    return Presale.status == chosen


class ActivityView(View):
    read = READ
    acts = {"edit": EDIT, "publish": EDIT, "close": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("state", "状态", ACTIVITY_LABELS, _in_state),)
    menu_label = "预售活动"
    display_name = "预售活动"
    key = "presale-activities"
    icon = "fa fa-calendar-check"
    place = 55
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=20, help_text="顾客看到的名字，如“明前茶预售”"),
        told("product", "商品", lambda row: f"{row.sku.name} {row.sku.specs_text}".strip(), exclude_from_edit=True),
        StringField(
            "code", label="规格编码", required=True, maxlength=40, help_text="商品资料里的规格编码", **FORM_ONLY
        ),
        state_field("seen", "状态", STATES, exclude_from_edit=True),
        fen_field("price_fen", "预售价", **SHOWN_ONLY),
        fen_field("deposit_fen", "定金", **SHOWN_ONLY),
        StringField("price", label="预售价（元）", required=True, help_text="含定金的总价", **FORM_ONLY),
        StringField("deposit", label="定金（元）", required=True, help_text="不超过预售价的 20%", **FORM_ONLY),
        told("gone", "已订", lambda row: f"{row.taken} / {row.stock} 件", exclude_from_edit=True),
        IntegerField("stock", label="件数", required=True, default=10, **FORM_ONLY),
        IntegerField("per_user_limit", label="每人限订件数", required=True, default=1, exclude_from_list=True),
        *(moment_field(name, label, exclude_from_list=name in HIDDEN, **SHOWN_ONLY) for name, label in MOMENTS.items()),
        *(DateTimeField(f"{name}_time", label=label, required=True, **FORM_ONLY) for name, label in MOMENTS.items()),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("ends_at", "balance_until", "price_fen")
    searchable_fields = ("title",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "publish", "close")

    def __init__(self) -> None:
        super().__init__(Presale)

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
            row.price, row.deposit = yuan_typed(row.price_fen), yuan_typed(row.deposit_fen)
            for name in MOMENTS:
                setattr(row, f"{name}_time", getattr(row, name))

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("price", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("price", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Presale) -> bool:
        seen = obj.state_at(clock.now())
        fits = {"edit": seen == DRAFT, "publish": seen == DRAFT, "close": seen in (DRAFT, COMING, RUNNING)}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "publish", "发布", confirmation="发布后价格与时间不能再修改，到时间自动开始。确定发布？", submit_btn_text="发布"
    )
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "close",
        "结束",
        confirmation="立即结束预订；已付定金的顾客仍可按时付尾款。",
        submit_btn_text="结束",
        submit_btn_class="btn btn-danger",
    )
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.close(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: Mapping[str, Any]) -> PresaleIn:
    """Raises FormValidationError."""
    code = (data["code"] or "").strip()
    ids = await sku_ids_by_code(session, [code])
    values: dict[str, Any] = {name: moment_typed(data[f"{name}_time"]) for name in MOMENTS}
    values |= {"title": data["title"] or "", "stock": data["stock"], "per_user_limit": data["per_user_limit"]}
    with form_errors("code"):
        if code not in ids:
            raise ValueError("没有这个规格编码")
    for name in ("price", "deposit"):
        with form_errors(name):
            values[f"{name}_fen"] = fen_typed(data[name] or "")
    places = {name: f"{name}_time" for name in MOMENTS} | {"price_fen": "price", "deposit_fen": "deposit"}
    with form_errors("price", **places):
        return read(PresaleIn, values | {"sku_id": ids[code]}, whole="deposit")
