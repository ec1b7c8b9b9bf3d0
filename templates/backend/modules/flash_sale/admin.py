"""Flash sales at the console: what is sold when at which price, and how much of it is gone."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import DateTimeField, IntegerField, StringField, TextAreaField

from app.core import clock
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    FORM_ONLY,
    SHOWN_ONLY,
    Card,
    Figure,
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
    start_of_today,
    state_field,
    told,
    yuan_typed,
)
from app.core.errors import AppError
from app.modules.activity.api import count_typed, skus_typed
from app.modules.catalog.api import skus_by_id
from app.modules.flash_sale import editing
from app.modules.flash_sale.models import FlashSale, FlashSaleTake
from app.modules.flash_sale.schemas import SaleIn
from app.modules.flash_sale.states import CLOSED, COMING, DRAFT, LABELS, OVER, PUBLISHED, RELEASED, RUNNING

READ, EDIT = "flash_sale.read", "flash_sale.edit"
WORDS = {
    "flash_sale": "秒杀",
    "flash_sale.create": "新建秒杀",
    "flash_sale.edit": "修改秒杀",
    "flash_sale.publish": "发布秒杀",
    "flash_sale.close": "结束秒杀",
    "flash_sale.count_sold": "统计秒杀销量",
    "title": "名称",
}
_KINDS = {DRAFT: "waits", COMING: "moves", RUNNING: "good", OVER: "over", CLOSED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}
COLUMNS = ("规格编码", "秒杀价", "件数", "每人限购")


async def _taken_today(session: AsyncSession) -> Figure:
    today = sa.and_(FlashSaleTake.at >= start_of_today(), FlashSaleTake.status != RELEASED)
    pieces = await session.scalar(sa.select(sa.func.coalesce(sa.func.sum(FlashSaleTake.quantity), 0)).where(today))
    return Figure("今日秒杀", f"{pieces} 件", "fa-bolt", "今天以秒杀价下单的件数", "flash-sales/list?state=running")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _taken_today), owner="flash_sale", order=50)
    AUDIT_WORDS.provide(WORDS, owner="flash_sale")


def _in_state(chosen: str) -> sa.ColumnElement[bool]:
    now = clock.now()
    by_the_clock = {
        COMING: FlashSale.starts_at > now,
        RUNNING: sa.and_(FlashSale.starts_at <= now, FlashSale.ends_at > now),
        OVER: FlashSale.ends_at <= now,
    }
    if chosen in by_the_clock:
        return sa.and_(FlashSale.status == PUBLISHED, by_the_clock[chosen])
    return FlashSale.status == chosen


class SaleView(View):
    read = READ
    acts = {"edit": EDIT, "publish": EDIT, "close": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("state", "状态", LABELS, _in_state),)
    menu_label = "限时秒杀"
    display_name = "限时秒杀"
    key = "flash-sales"
    icon = "fa fa-bolt"
    place = 50
    named_by = "title"
    detail_template = "flash_sale/sale.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("title", label="名称", required=True, maxlength=20, help_text="顾客看到的名字，如“晚八点场”"),
        state_field("seen", "状态", STATES, exclude_from_edit=True),
        moment_field("starts_at", "开始时间", **SHOWN_ONLY),
        moment_field("ends_at", "结束时间", **SHOWN_ONLY),
        told("gone", "已抢", lambda row: row.gone, exclude_from_edit=True),
        DateTimeField("from_time", label="开始时间", required=True, **FORM_ONLY),
        DateTimeField("until_time", label="结束时间", required=True, **FORM_ONLY),
        TextAreaField(
            "table",
            label="秒杀商品",
            required=True,
            placeholder="LJ-100G 59.90 100 1",
            help_text=f"一行一个规格，依次写{'、'.join(COLUMNS)}，中间用空格隔开",
            **FORM_ONLY,
        ),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("starts_at", "ends_at")
    searchable_fields = ("title",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "publish", "close")

    def __init__(self) -> None:
        super().__init__(FlashSale)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        now = clock.now()
        skus = await skus_by_id(session, {item.sku_id for row in rows for item in row.items})
        for row in rows:
            row.seen = row.state_at(now)
            row.gone = f"{sum(item.taken for item in row.items)} / {sum(item.stock for item in row.items)} 件"
            row.from_time, row.until_time = row.starts_at, row.ends_at
            for item in row.items:
                item.sku = skus[item.sku_id]
            row.table = "\n".join(
                f"{item.sku.code} {yuan_typed(item.price_fen)} {item.stock} {item.per_user_limit}" for item in row.items
            )

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

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: FlashSale) -> bool:
        seen = obj.state_at(clock.now())
        fits = {"edit": seen == DRAFT, "publish": seen == DRAFT, "close": seen in (DRAFT, COMING, RUNNING)}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "publish", "发布", confirmation="发布后价格与件数不能再修改，到时间自动开始。确定发布？", submit_btn_text="发布"
    )
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "close",
        "结束",
        confirmation="立即结束这场秒杀，已下单的顾客仍按秒杀价付款。",
        submit_btn_text="结束",
        submit_btn_class="btn btn-danger",
    )
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.close(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: Mapping[str, Any]) -> SaleIn:
    """Raises FormValidationError."""
    with form_errors("table", starts_at="from_time", ends_at="until_time", items="table"):
        items = [
            {
                "sku_id": sku_id,
                "price_fen": fen_typed(price),
                "stock": count_typed(stock),
                "per_user_limit": count_typed(limit),
            }
            for sku_id, price, stock, limit in await skus_typed(session, data["table"], COLUMNS)
        ]
        values = {"title": data["title"] or "", "items": items}
        values |= {"starts_at": moment_typed(data["from_time"]), "ends_at": moment_typed(data["until_time"])}
        return read(SaleIn, values, whole="table")
