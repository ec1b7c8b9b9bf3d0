"""Payments at the console: what came in, what goes back, and what a person has to look at."""

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core import audit, clock
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    fen_field,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import changed
from app.core.money import fen_from_yuan, yuan_text
from app.modules.payment import refunding
from app.modules.payment.models import PayAlert, PayAttempt, PayOrder, PayRefund
from app.modules.payment.states import (
    ABNORMAL,
    CLOSED,
    PAY_ORDER_LABELS,
    REFUND_LABELS,
    REFUSED,
    SUCCESS,
    WAITING,
)

READ, REFUND = "payment.read", "payment.refund"

ALERTS = {
    "account_empty": "商户账户余额不足，退款在等待充值",
    "mismatch": "到账金额或商户与应收不符，未入账",
    "paid_twice": "同一笔付款收到两次",
    "prepay_refused": "微信拒绝下单，请检查商户配置",
    "refund_failed": "退款未成功",
    "refund_mismatch": "退款金额与申请不符",
    "refunded_outside": "在商户平台退过款",
    "unknown_number": "收到不属于本店的支付通知",
    "unknown_refund": "收到不属于本店的退款通知",
}


_KINDS = {WAITING: "waits", SUCCESS: "good", CLOSED: "over", ABNORMAL: "bad", REFUSED: "bad"}
PAY_STATES = {state: (word, _KINDS[state]) for state, word in PAY_ORDER_LABELS.items()}
REFUND_STATES = {state: (word, _KINDS.get(state, "moves")) for state, word in REFUND_LABELS.items()}
TROUBLED = (ABNORMAL, REFUSED)

DETAILS = {
    "amount_fen": "金额",
    "asked_fen": "申请金额",
    "first": "先到账的支付单",
    "reason": "原因",
    "reference": "单号",
    "refund_no": "退款单号",
    "told_fen": "微信通知金额",
    "wechat_code": "微信错误码",
    "wechat_state": "微信状态",
}
"""What is told of an alert or a refund besides."""

WORDS = {
    "payment": "收款",
    "payment.refund": "申请退款",
    "payment_refund": "退款",
    "payment.refund_again": "重新提交退款",
    "payment_alert": "支付异常",
    "payment.watch": "向微信查询付款结果",
    "payment.close": "关闭未付款的支付单",
    "payment.forget_notifications": "清理旧的支付通知",
    "payment.alert_handled": "处理支付异常",
    **DETAILS,
    **{f"payment.{kind}": word for kind, word in ALERTS.items()},
}


async def _open_alerts(session: AsyncSession) -> Figure:
    unhandled = sa.select(sa.func.count()).select_from(PayAlert).where(PayAlert.handled_at.is_(None))
    count = await session.scalar(unhandled) or 0
    note = "需要人工核对" if count else "一切正常"
    link = "payment-alerts/list?handled=no"
    return Figure("支付异常", str(count), "fa-triangle-exclamation", note, link, waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _open_alerts), owner="payment", order=40)
    AUDIT_WORDS.provide(WORDS, owner="payment")


def _refundable(order: PayOrder) -> int:
    return order.amount_fen - order.refunding_fen if order.status == SUCCESS else 0


def _returned(order: PayOrder) -> str:
    on_its_way = order.refunding_fen - order.refunded_fen
    parts = [f"已退 {yuan_text(order.refunded_fen)}"] if order.refunded_fen else []
    return "，".join([*parts, f"退款中 {yuan_text(on_its_way)}"] if on_its_way else parts) or "—"


def _refund_form(_: Request, order: PayOrder) -> str:
    """Amount and reason; the hidden key makes two clicks one refund."""
    rest = yuan_text(_refundable(order)).removeprefix("¥")
    return (
        f'<form><input type="hidden" name="key" value="{secrets.token_hex(16)}">'
        '<label class="form-label mt-2">退款金额（元）'
        f'<input class="form-control" name="yuan" inputmode="decimal" value="{rest}" required></label>'
        '<label class="form-label">原因（顾客可见）'
        '<input class="form-control" name="reason" maxlength="80" value="协商退款" required></label></form>'
    )


class PayOrderView(View):
    read = READ
    acts = {"refund": REFUND}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", PAY_ORDER_LABELS, lambda chosen: PayOrder.status == chosen),)
    place = 40
    named_by = "pay_no"
    detail_template = "payment/payment.html"
    menu_label = "收款"
    display_name = "收款"
    key = "payments"
    icon = "fa fa-wallet"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("pay_no", label="支付单号"),
        StringField("description", label="内容"),
        state_field("status", "状态", PAY_STATES),
        fen_field("amount_fen", "金额"),
        told("returned", "退款", _returned),
        StringField("transaction_id", label="微信支付单号", exclude_from_list=True),
        moment_field("created_at", "发起时间", exclude_from_list=True),
        moment_field("paid_at", "付款时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["pay_no", "transaction_id"]  # noqa: RUF012  # the library reads it from the class
    search_hint = "支付单号或微信支付单号"
    sortable_fields = ["created_at", "paid_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "refund"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayOrder)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayOrder) -> bool:
        fits = name != "refund" or _refundable(obj) > 0
        return fits and await self.is_row_action_allowed(request, name)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """One payment's attempts and refunds, for its page."""
        for row in rows if len(rows) == 1 else ():
            attempts = sa.select(PayAttempt).where(PayAttempt.order_id == row.id).order_by(PayAttempt.id)
            refunds = sa.select(PayRefund).where(PayRefund.order_id == row.id).order_by(PayRefund.id)
            row.attempts = [(one, PAY_ORDER_LABELS[one.status]) for one in await session.scalars(attempts)]
            row.refunds = [(one, REFUND_LABELS[one.status]) for one in await session.scalars(refunds)]

    @row_action("refund", "退款", confirmation="钱会原路退回给顾客。", submit_btn_text="退款", form=_refund_form)
    async def refund(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        try:
            amount_fen = fen_from_yuan(str(given.get("yuan", "")).strip())
        except ValueError as error:
            raise ActionFailed("请填写金额，最多两位小数") from error
        reason, key = str(given.get("reason", "")).strip(), str(given.get("key", ""))
        if amount_fen <= 0 or not reason or not key:
            raise ActionFailed("请填写金额和原因")
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            order = await session.get_one(PayOrder, int(pk))
            key = f"console:{key[:40]}"
            await refunding.request(session, order, amount_fen=amount_fen, key=key, reason=reason, actor=actor)


def _refunds(chosen: str) -> sa.ColumnElement[bool]:
    return PayRefund.status.in_(TROUBLED) if chosen == "troubled" else PayRefund.status == chosen


class PayRefundView(View):
    read = READ
    acts = {"again": REFUND}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", {"processing": "处理中", SUCCESS: "已退款", "troubled": "需要处理"}, _refunds),
    )
    place = 41
    named_by = "refund_no"
    menu_label = "退款"
    display_name = "退款"
    key = "refunds"
    icon = "fa fa-rotate-left"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("refund_no", label="退款单号"),
        state_field("status", "状态", REFUND_STATES),
        fen_field("amount_fen", "金额"),
        StringField("reason", label="原因"),
        StringField("failure", label="微信的说明"),
        moment_field("created_at", "申请时间"),
        moment_field("finished_at", "结束时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["refund_no"]  # noqa: RUF012  # the library reads it from the class
    search_hint = "退款单号"
    sortable_fields = ["created_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "again"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayRefund)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayRefund) -> bool:
        fits = name != "again" or obj.status == REFUSED
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("again", "重新提交", confirmation="用同一个退款单号再提交一次？", submit_btn_text="提交")
    async def again(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            if not await refunding.try_again(session, int(pk), staff_of_request(request).actor):
                raise ActionFailed("这笔退款已经在处理了")


def _details(alert: PayAlert) -> str:
    """Amounts in yuan, names in words."""
    shown = [
        f"{DETAILS[name]} {yuan_text(value) if name.endswith('_fen') else value}"
        for name, value in alert.details.items()
    ]
    return "，".join(shown) or "—"


def _handled(chosen: str) -> sa.ColumnElement[bool]:
    return PayAlert.handled_at.is_(None) if chosen == "no" else PayAlert.handled_at.is_not(None)


class PayAlertView(View):
    read = READ
    acts = {"handled": REFUND}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("handled", "处理", {"no": "待处理", "yes": "已处理"}, _handled),)
    place = 42
    menu_label = "支付异常"
    display_name = "支付异常"
    key = "payment-alerts"
    icon = "fa fa-triangle-exclamation"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("situation", "情况", lambda alert: ALERTS.get(alert.kind, alert.kind)),
        told("content", "详情", _details),
        StringField("key", label="涉及单号", exclude_from_list=True),
        moment_field("created_at", "发现时间"),
        moment_field("handled_at", "处理时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["key"]  # noqa: RUF012  # the library reads it from the class
    search_hint = "涉及单号"
    sortable_fields = ["created_at", "handled_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "handled"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayAlert)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayAlert) -> bool:
        fits = name != "handled" or obj.handled_at is None
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("handled", "已处理", confirmation="确定已经核对并处理？", submit_btn_text="已处理")
    async def handled(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            mine = sa.and_(PayAlert.id == int(pk), PayAlert.handled_at.is_(None))
            done = sa.update(PayAlert).where(mine).values(handled_at=clock.now(), handled_by=staff.id)
            if not await changed(session, done):
                raise ActionFailed("已经有人处理过了")
            await audit.record(session, staff.actor, "payment.alert_handled", "payment_alert", int(pk))
