"""Bookings of customers, and what became of their deposits."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField

from app.core.admin import Narrowing, View, acting, fen_field, moment_field, staff_of_request, state_field, told
from app.modules.presale import editing
from app.modules.presale.admin.activities import READ
from app.modules.presale.models import Presale, PresaleBooking
from app.modules.presale.states import BOOKED, BOOKING_LABELS, CANCELED, COMPLETED, FORFEITED, PENDING, REFUNDED

REFUND = "presale.refund"
_KINDS = {
    PENDING: "waits",
    BOOKED: "moves",
    COMPLETED: "good",
    CANCELED: "over",
    REFUNDED: "over",
    FORFEITED: "bad",
}
STATES = {state: (word, _KINDS[state]) for state, word in BOOKING_LABELS.items()}


def _of_activity(chosen: str) -> sa.ColumnElement[bool]:
    return PresaleBooking.activity_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


async def _activities(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(sa.select(Presale.id, Presale.title).order_by(Presale.id.desc()))
    return {str(number): title for number, title in rows.all()}


class BookingView(View):
    read = READ
    acts = {"refund": REFUND}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", BOOKING_LABELS, lambda chosen: PresaleBooking.status == chosen),
        Narrowing("activity", "活动", _activities, _of_activity),
    )
    menu_label = "预售预订"
    display_name = "预售预订"
    key = "presales"
    icon = "fa fa-file-signature"
    place = 56
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("title", "活动", lambda row: row.activity.title),
        told("customer", "顾客", lambda row: f"顾客 {row.user_id}"),
        state_field("status", "状态", STATES),
        IntegerField("quantity", label="件数"),
        fen_field("deposit_fen", "定金"),
        fen_field("balance_fen", "尾款"),
        moment_field("created_at", "预订时间"),
        moment_field("paid_at", "付定金时间", exclude_from_list=True),
        moment_field("settled_at", "结束时间", exclude_from_list=True),
        told("order", "订单", lambda row: f"订单 {row.order_id}" if row.order_id else "—"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("created_at",)
    searchable_fields = ()
    row_actions = ("view", "refund")

    def __init__(self) -> None:
        super().__init__(PresaleBooking)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PresaleBooking) -> bool:
        fits = name != "refund" or (obj.status == BOOKED and obj.order_id is None)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "refund",
        "退定金",
        confirmation="取消这个预订，定金原路退还顾客。确定取消？",
        submit_btn_text="取消并退款",
        submit_btn_class="btn btn-danger",
    )
    async def refund(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.refund(session, staff_of_request(request).actor, int(pk))
