"""What WeChat was told of shipments, at the console: above all what it did not take."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    in_words,
    lines,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.modules.shipping_info import telling
from app.modules.shipping_info.models import Reminder, Upload, unanswered
from app.modules.shipping_info.states import FAILED, LABELS, SENT, WAITING
from app.modules.shipping_info.words import problem

READ, RETRY = "shipping_info.read", "shipping_info.retry"

WAYS = {"express": "快递", "local": "同城配送", "virtual": "虚拟商品", "pickup": "到店自提"}
_KINDS = {WAITING: "waits", SENT: "good", FAILED: "bad"}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}

WORDS = {
    "shipping_info": "微信发货信息",
    "shipping_info.send": "向微信录入发货信息",
    "shipping_info.retry": "重新录入发货信息",
}


async def _failed(session: AsyncSession) -> Figure:
    failed = sa.select(sa.func.count()).select_from(Upload).where(Upload.status == FAILED)
    count = await session.scalar(failed) or 0
    note = "录入成功前，微信不会结算这些订单" if count else "都已录入"
    return Figure("发货信息录入失败", str(count), "fa-truck", note, "shipping-info/list?status=failed", waits=count > 0)


async def _reminded(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Reminder).where(unanswered())) or 0
    note = "付款两天还没有发货信息，资金不会结算" if count else "没有被催的订单"
    return Figure("微信催发货", str(count), "fa-bell", note, "shipping-reminders/list?answered=no", waits=count > 0)


def contribute() -> None:
    """The cards on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _failed), owner="shipping_info", order=45)
    CARDS.provide(Card(READ, _reminded), owner="shipping_info.reminded", order=46)
    AUDIT_WORDS.provide(WORDS, owner="shipping_info")


def _parcels(row: Upload) -> str:
    return lines([" ".join(filter(None, (p["courier"], p["tracking_no"], p["description"]))) for p in row.parcels])


class UploadView(View):
    read = READ
    acts = {"again": RETRY}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Upload.status == chosen),)
    place = 43
    named_by = "transaction_id"
    menu_label = "微信发货信息"
    display_name = "微信发货信息"
    key = "shipping-info"
    icon = "fa fa-truck"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("of", "来自", lambda row: f"{in_words(row.subject)} {row.subject_id}"),
        state_field("status", "状态", STATES),
        told("way_word", "方式", lambda row: WAYS[row.way]),
        told("parcels_text", "包裹", _parcels),
        told("problem", "微信的说明", lambda row: problem(row.errcode) or "—"),
        StringField("transaction_id", label="微信支付单号", exclude_from_list=True),
        moment_field("changed_at", "更新时间"),
        moment_field("uploaded_at", "录入时间"),
        moment_field("confirmed_at", "确认收货"),
        moment_field("settled_at", "结算时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["transaction_id"]  # noqa: RUF012  # the library reads it from the class
    search_hint = "微信支付单号"
    sortable_fields = ["changed_at", "uploaded_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "again"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(Upload)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Upload) -> bool:
        fits = name != "again" or obj.status == FAILED
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("again", "重新录入", confirmation="再向微信录入一次？", submit_btn_text="录入")
    async def again(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await telling.retry(session, int(pk), staff_of_request(request).actor)


class ReminderView(View):
    read = READ
    narrowings = (
        Narrowing(
            "answered",
            "发货信息",
            {"no": "待录入", "yes": "已录入"},
            lambda chosen: unanswered() if chosen == "no" else ~unanswered(),
        ),
    )
    place = 44
    named_by = "transaction_id"
    menu_label = "微信催发货"
    display_name = "微信催发货"
    key = "shipping-reminders"
    icon = "fa fa-bell"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("of", "来自", lambda row: f"{in_words(row.subject)} {row.subject_id}"),
        StringField("transaction_id", label="微信支付单号"),
        moment_field("reminded_at", "提醒时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["transaction_id"]  # noqa: RUF012  # the library reads it from the class
    search_hint = "微信支付单号"
    sortable_fields = ["reminded_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(Reminder)
