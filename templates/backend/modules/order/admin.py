"""Orders at the console: what was bought, how far it is, and what may be done with it now."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core import audit
from app.core.admin import (
    View,
    acting,
    choice_field,
    fen_field,
    lines,
    moment_field,
    moment_text,
    staff_of_request,
    told,
)
from app.core.crypto import unseal
from app.core.masking import mask_address, mask_name, mask_phone
from app.core.money import yuan_text
from app.modules.order import moves
from app.modules.order.errors import WrongStatus
from app.modules.order.models import Order
from app.modules.order.queries import REVEAL, staff_can
from app.modules.order.staff_router import confirm_paid
from app.modules.order.states import LABELS

REFUNDS = {"none": "未退款", "part": "部分退款", "all": "全部退款"}


def _bought(order: Order) -> str:
    return lines([f"{line.name} {line.specs_text} ×{line.quantity}" for line in order.lines])


def _history(order: Order) -> str:
    return lines([f"{moment_text(m.at)} {LABELS[m.status]} {m.actor} {m.note}".strip() for m in order.moves])


def _moved(moved: bool) -> None:  # noqa: FBT001  # what the move answered
    if not moved:
        raise ActionFailed(WrongStatus.message)


async def _recipient(request: Request, order: Order) -> str:
    name, phone, text = (unseal(order, f"address_{part}") or "" for part in ("name", "phone", "text"))
    if not order.has_address:
        return "—"
    if not staff_of_request(request).can(REVEAL):
        return f"{mask_name(name)} {mask_phone(phone)} {mask_address(text)}"
    async with acting(request) as session:
        await audit.record(session, staff_of_request(request).actor, "order.reveal", "order", order.id)
    return f"{name} {phone} {text}"


class OrderView(View):
    read = "order.read"
    menu_label = "订单"
    display_name = "订单"
    key = "order"
    icon = "fa fa-receipt"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("order_no", label="订单号"),
        choice_field("status", "状态", LABELS),
        told("bought", "商品", _bought),
        fen_field("payable_fen", "应付"),
        told("refund", "退款", lambda order: REFUNDS[order.refund_status]),
        told("discount", "优惠", lambda order: yuan_text(order.discount_fen), exclude_from_list=True),
        told("recipient", "收货人", lambda order: getattr(order, "recipient", "—"), exclude_from_list=True),
        StringField("remark", label="备注", exclude_from_list=True),
        moment_field("created_at", "下单时间"),
        moment_field("paid_at", "付款时间", exclude_from_list=True),
        moment_field("completed_at", "完成时间", exclude_from_list=True),
        moment_field("canceled_at", "取消时间", exclude_from_list=True),
        told("history", "经过", _history, exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["order_no"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["order_no", "created_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "confirm", "complete", "cancel"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(Order)

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        return super().get_detail_query(request).options(selectinload(Order.moves))

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """With the recipient: in full for those who may see him, and then that they saw him is on record."""
        order = await super().find_by_pk(request, pk)
        if order is not None and request.state.action is RequestAction.DETAIL:
            order.recipient = await _recipient(request, order)
        return order

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Order) -> bool:
        return name == "view" or name in staff_can(obj, staff_of_request(request))

    @row_action("confirm", "确认收款", confirmation="确定已在线下收到这笔钱？", icon_class="fa fa-money-bill")
    async def confirm(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            _moved(await confirm_paid(session, int(pk), staff))
            await audit.record(session, staff.actor, "order.confirm", "order", int(pk))

    @row_action("complete", "完成", confirmation="确定顾客已收到全部商品？", icon_class="fa fa-check")
    async def complete(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            _moved(await moves.complete(session, int(pk), actor))
            await audit.record(session, actor, "order.complete", "order", int(pk))

    @row_action("cancel", "取消", confirmation="取消后不能恢复，确定取消？", icon_class="fa fa-ban")
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            _moved(await moves.cancel_unpaid(session, int(pk), actor, "staff"))
            await audit.record(session, actor, "order.cancel", "order", int(pk))
