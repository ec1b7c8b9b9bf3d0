"""Orders at the console: what was bought, how far it is, and what may be done with it now."""

from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.contracts.stock import within_reach
from app.core import audit
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    ReachView,
    acting,
    actor_in_words,
    fen_field,
    lines,
    moment_field,
    staff_of_request,
    start_of_today,
    state_field,
    told,
)
from app.core.crypto import unseal
from app.core.masking import mask_address, mask_name, mask_phone
from app.core.money import yuan_text
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.modules.order import moves, reach
from app.modules.order.errors import WrongStatus
from app.modules.order.models import Order
from app.modules.order.queries import READ, REVEAL, numbered, staff_can
from app.modules.order.staff_router import confirm_paid
from app.modules.order.states import CANCELED, COMPLETED, IN_PROGRESS, LABELS, PENDING_PAYMENT

REFUNDS = {"none": "—", "part": "部分退款", "all": "全部退款"}
REASONS = {"timeout": "超时未付款", "user": "顾客取消", "staff": "店员取消", "group_failed": "拼团未成功"}

_KINDS = {PENDING_PAYMENT: "waits", COMPLETED: "good", CANCELED: "over"}
STATES = {status: (word, _KINDS.get(status, "moves")) for status, word in LABELS.items()}

WORDS = {
    "order": "订单",
    "order.confirm": "确认收款",
    "order.complete": "完成订单",
    "order.cancel": "取消订单",
    "order.reveal": "查看收货人",
    "order.expire": "取消超时未付款的订单",
    "order.payment_succeeded": "把订单记为已付款",
    "order.refund_succeeded": "把退款记入订单",
    "order.refund_failed": "记下退款失败",
    "order.refund_late_payment": "订单取消后到账，自动退款",
    "pay_no": "支付单号",
}


async def _today(session: AsyncSession) -> Figure:
    placed = await _count(session, Order.created_at >= start_of_today())
    return Figure("今日订单", str(placed), "fa-receipt", "今天提交的全部订单", "orders/list")


async def _income(session: AsyncSession) -> Figure:
    paid = Order.paid_at >= start_of_today()
    total, returned, count = (
        await session.execute(
            sa.select(
                sa.func.coalesce(sa.func.sum(Order.payable_fen), 0),
                sa.func.coalesce(sa.func.sum(Order.refunded_fen), 0),
                sa.func.count(),
            ).where(paid)
        )
    ).one()
    note = f"{count} 笔" + (f"，其中已退 {yuan_text(returned)}" if returned else "")
    return Figure("今日收款", yuan_text(total), "fa-wallet", note)


async def _waiting(session: AsyncSession) -> Figure:
    count = await _count(session, Order.status.in_(sorted(IN_PROGRESS)))
    note = "已付款，等待处理" if count else "没有待处理的订单"
    return Figure("待处理订单", str(count), "fa-clock", note, "orders/list?status=open", waits=count > 0)


async def _count(session: AsyncSession, condition: sa.ColumnElement[bool]) -> int:
    return await session.scalar(sa.select(sa.func.count()).select_from(Order).where(condition)) or 0


def contribute() -> None:
    """The cards on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _today, whole=True), owner="order.today", order=10)
    CARDS.provide(Card(READ, _income, whole=True), owner="order.income", order=11)
    CARDS.provide(Card(READ, _waiting, whole=True), owner="order.waiting", order=12)
    AUDIT_WORDS.provide(WORDS, owner="order")


def _bought(order: Order) -> str:
    return lines([f"{line.name} {line.specs_text} ×{line.quantity}" for line in order.lines])


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return Order.status.in_(sorted(IN_PROGRESS)) if chosen == "open" else Order.status == chosen


def _moved(moved: bool) -> None:  # noqa: FBT001  # what the move answered
    if not moved:
        raise ActionFailed(WrongStatus.message)


async def _recipient(request: Request, order: Order) -> tuple[str, str, str] | None:
    """Name, phone and address: in full for those who may see them, and then that they saw them is on record."""
    name, phone, text = (unseal(order, f"address_{part}") or "" for part in ("name", "phone", "text"))
    if not order.has_address:
        return None
    staff = staff_of_request(request)
    if not staff.can(REVEAL):
        return mask_name(name), mask_phone(phone), mask_address(text)
    async with acting(request) as session:
        await audit.record(session, staff.actor, "order.reveal", "order", order.id)
    return name, phone, text


class OrderView(ReachView):
    read = READ
    acts = {"confirm": "order.confirm", "complete": "order.complete", "cancel": "order.cancel"}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing(
            "status",
            "状态",
            {PENDING_PAYMENT: "待付款", "open": "待处理", COMPLETED: "已完成", CANCELED: "已取消"},
            _narrowed,
        ),
    )
    menu_label = "订单"
    display_name = "订单"
    key = "orders"
    icon = "fa fa-receipt"
    place = 10
    named_by = "order_no"
    detail_template = "order/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True),
        StringField("order_no", label="订单号"),
        state_field("status", "状态", STATES),
        told("bought", "商品", _bought),
        fen_field("payable_fen", "应付"),
        told("refund", "退款", lambda order: REFUNDS[order.refund_status]),
        moment_field("created_at", "下单时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    search_hint = "订单号末 4～6 位，或开头 7 位以上"
    sortable_fields = ("created_at", "payable_fen")
    row_actions = ("view", "confirm", "complete", "cancel")

    def __init__(self) -> None:
        super().__init__(Order)

    async def reach(self, session: AsyncSession, staff: Staff) -> frozenset[int] | None:
        return await within_reach(session, staff, READ)

    def within(self, places: frozenset[int]) -> sa.ColumnElement[bool]:
        return reach.at(places)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return numbered(term)

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        return super().get_detail_query(request).options(selectinload(Order.moves))

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        order = await super().find_by_pk(request, pk)
        if order is not None and request.state.action is RequestAction.DETAIL:
            order.recipient = await _recipient(request, order)
            order.full = staff_of_request(request).can(REVEAL)
            await self._tell_history(request, order)
        return order

    async def _tell_history(self, request: Request, order: Any) -> None:  # noqa: ANN401  # with what the page tells besides
        async with self.reading(request) as session:
            names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
        for move in order.moves:
            kind, _, number = move.actor.partition(":")
            move.who = actor_in_words(kind, int(number) if number and kind == "staff" else None, names)
            move.word = LABELS[move.status]
        for line in order.lines:
            line.src = urlsplit(line.image_url).path if line.image_url else ""
        order.why_canceled = REASONS.get(order.cancel_reason or "", "")
        order.refund_word = REFUNDS[order.refund_status]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Order) -> bool:
        fits = name == "view" or name in staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("confirm", "确认收款", confirmation="确定已在线下收到这笔钱？", submit_btn_text="已收到")
    async def confirm(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            await reach.check(session, staff, "order.confirm", int(pk))
            _moved(await confirm_paid(session, int(pk), staff))
            await audit.record(session, staff.actor, "order.confirm", "order", int(pk))

    @row_action("complete", "完成", confirmation="确定顾客已收到全部商品？", submit_btn_text="完成订单")
    async def complete(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            await reach.check(session, staff, "order.complete", int(pk))
            _moved(await moves.complete(session, int(pk), staff.actor))
            await audit.record(session, staff.actor, "order.complete", "order", int(pk))

    @row_action(
        "cancel",
        "取消",
        confirmation="取消后不能恢复，确定取消这个订单？",
        submit_btn_text="取消订单",
        submit_btn_class="btn btn-danger",
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            await reach.check(session, staff, "order.cancel", int(pk))
            _moved(await moves.cancel_unpaid(session, int(pk), staff.actor, "staff"))
            await audit.record(session, staff.actor, "order.cancel", "order", int(pk))
