"""Parcels: those that are packed, on their way, and have arrived."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import Narrowing, View, acting, moment_field, staff_of_request, state_field, told
from app.modules.delivery import shipping
from app.modules.delivery.admin.common import READ, SEND, carried, carried_fields
from app.modules.delivery.couriers import courier_name
from app.modules.delivery.models import Shipment
from app.modules.delivery.states import CANCELED, DELIVERED, LABELS, PACKED, SHIPPED
from app.modules.order.api import Order

_KINDS = {PACKED: "waits", SHIPPED: "moves", DELIVERED: "good", CANCELED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}
FITS = {"send": PACKED, "unpack": PACKED, "correct": SHIPPED, "delivered": SHIPPED}


def _carried_form(_: Request, shipment: Shipment) -> str:
    return f"<form>{carried_fields(shipment.courier, shipment.tracking_no)}</form>"


class ShipmentView(View):
    read = READ
    acts = dict.fromkeys(FITS, SEND)
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Shipment.status == chosen),)
    menu_label = "包裹"
    display_name = "包裹"
    key = "shipments"
    icon = "fa fa-truck"
    place = 12
    named_by = "tracking_no"
    detail_template = "delivery/shipment.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("order_no", "订单号", lambda row: row.order.order_no),
        state_field("status", "状态", STATES),
        told("contents", "内容", lambda row: shipping.contents(row.order, row)),
        told("courier_name", "快递公司", lambda row: courier_name(row.courier) or "—"),
        StringField("tracking_no", label="快递单号"),
        moment_field("packed_at", "打包时间", exclude_from_list=True),
        moment_field("shipped_at", "寄出时间"),
        moment_field("delivered_at", "签收时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("tracking_no",)
    search_hint = "搜索快递单号"
    sortable_fields = ("shipped_at", "delivered_at")
    row_actions = ("view", *FITS)

    def __init__(self) -> None:
        super().__init__(Shipment)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        orders = sa.select(Order).where(Order.id.in_([row.order_id for row in rows]))
        by_id = {order.id: order for order in await session.scalars(orders)}
        for row in rows:
            row.order = by_id[row.order_id]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Shipment) -> bool:
        fits = FITS.get(name, obj.status) == obj.status
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("send", "寄出", confirmation="填写快递单号。", submit_btn_text="寄出", form=_carried_form)
    async def send(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = carried(await request.form())
        async with acting(request) as session:
            await shipping.send(session, staff_of_request(request).actor, int(pk), body.courier, body.tracking_no)

    @row_action(
        "correct",
        "改单号",
        confirmation="微信只允许更正一次发货信息，请核对后再保存。",
        submit_btn_text="保存",
        form=_carried_form,
    )
    async def correct(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = carried(await request.form())
        async with acting(request) as session:
            await shipping.correct(session, staff_of_request(request).actor, int(pk), body.courier, body.tracking_no)

    @row_action("unpack", "取消打包", confirmation="取消后，里面的商品回到待发货。", submit_btn_text="取消打包")
    async def unpack(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await shipping.unpack(session, staff_of_request(request).actor, int(pk))

    @row_action("delivered", "已签收", confirmation="确定顾客已经收到这个包裹？", submit_btn_text="已签收")
    async def delivered(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await shipping.mark_delivered(session, staff_of_request(request).actor, int(pk))
