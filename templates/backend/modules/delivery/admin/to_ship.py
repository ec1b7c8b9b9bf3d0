"""Orders that wait to be sent, the oldest first."""

from collections.abc import Sequence
from html import escape
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import View, acting, lines, moment_field, staff_of_request, told
from app.modules.delivery import shipping
from app.modules.delivery.admin.common import READ, SEND, carried, carried_fields
from app.modules.order.api import Order, numbered


def _send_form(_: Request, order: Any) -> str:  # noqa: ANN401  # with what is left of its lines
    rows = "".join(
        f'<label class="form-label d-flex align-items-center gap-2"><span class="flex-fill">{escape(name)}</span>'
        f'<input class="form-control" style="width: 6rem" name="piece_{line_id}" inputmode="numeric" value="{left}"'
        f' aria-label="{escape(name)} 的数量"></label>'
        for line_id, name, left in order.left
    )
    return f"<form>{carried_fields()}<div class='form-label mt-2'>这个包裹里的数量（0 为以后再发）</div>{rows}</form>"


class ToShipView(View):
    read = READ
    acts = {"send": SEND}  # noqa: RUF012  # a constant of the class
    menu_label = "待发货"
    display_name = "待发货"
    key = "to-ship"
    icon = "fa fa-box"
    place = 11
    named_by = "order_no"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True),
        StringField("order_no", label="订单号"),
        told("waiting", "未发商品", lambda order: lines([f"{name} ×{left}" for _, name, left in order.left])),
        StringField("remark", label="备注"),
        moment_field("paid_at", "付款时间"),
    ]
    fields_default_sort = ("paid_at",)
    searchable_fields = ()
    search_hint = "订单号末 4～6 位，或开头 7 位以上"
    sortable_fields = ("paid_at",)
    row_actions = ("send",)

    def __init__(self) -> None:
        super().__init__(Order)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return numbered(term)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return super().get_list_query(request).where(Order.status == shipping.TO_SHIP)

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(Order.status == shipping.TO_SHIP)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """What is not in a parcel yet: (line, name, pieces)."""
        for row in rows:
            left = await shipping.left_to_pack(session, row.id)
            names = ((line.id, f"{line.name} {line.specs_text}".strip()) for line in row.lines)
            row.left = [(line_id, name, left[line_id]) for line_id, name in names if left.get(line_id)]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Any) -> bool:  # noqa: ANN401  # see told_with
        fits = obj.status == shipping.TO_SHIP and bool(obj.left)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("send", "发货", confirmation="填写包裹的快递单号。", submit_btn_text="发货", form=_send_form)
    async def send(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = carried(given)
        wanted: dict[int, int] = {}
        for name, value in given.items():
            line_id, number = name.removeprefix("piece_"), str(value).strip() or "0"
            if line_id != name and line_id.isdecimal():
                if not number.isdecimal():
                    raise ActionFailed("数量请填写整数")
                wanted[int(line_id)] = int(number)
        wanted = {line_id: number for line_id, number in wanted.items() if number}
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            shipment = await shipping.pack(session, actor, int(pk), wanted)
            await shipping.send(session, actor, shipment.id, body.courier, body.tracking_no)
