"""Payments at the console: what came in, what goes back, and what a person has to look at."""

import json
import secrets
from typing import Any

import sqlalchemy as sa
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core import audit, clock
from app.core.admin import View, acting, choice_field, fen_field, moment_field, staff_of_request, told
from app.core.database import changed
from app.core.money import fen_from_yuan, yuan_text
from app.modules.payment import refunding
from app.modules.payment.models import PayAlert, PayOrder, PayRefund
from app.modules.payment.states import PAY_ORDER_LABELS, REFUND_LABELS, REFUSED, SUCCESS

READ, REFUND = "payment.read", "payment.refund"

ALERTS = {
    "account_empty": "商户账户余额不足，退款在等待充值",
    "mismatch": "到账金额或商户与订单不符，未入账",
    "paid_twice": "同一笔付款收到两次",
    "prepay_refused": "微信拒绝下单，请检查商户配置",
    "refund_failed": "退款未成功",
    "refund_mismatch": "退款金额与申请不符",
    "refunded_outside": "在商户平台退过款",
    "unknown_number": "收到不属于本店的支付通知",
    "unknown_refund": "收到不属于本店的退款通知",
}


def _refundable(order: PayOrder) -> int:
    return order.amount_fen - order.refunding_fen if order.status == SUCCESS else 0


def _refund_form(_: Request, order: PayOrder) -> str:
    """Amount and reason; the hidden key makes two clicks one refund."""
    rest = f"{_refundable(order) / 100:.2f}"
    return (
        f'<form><input type="hidden" name="key" value="{secrets.token_hex(16)}">'
        '<label class="form-label mt-2">退款金额（元）'
        f'<input class="form-control" name="yuan" inputmode="decimal" value="{rest}" required></label>'
        '<label class="form-label">原因（顾客可见）'
        '<input class="form-control" name="reason" maxlength="80" value="协商退款" required></label></form>'
    )


class PayOrderView(View):
    read = READ
    menu_label = "收款"
    display_name = "收款"
    key = "payments"
    icon = "fa fa-wallet"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("pay_no", label="支付单号"),
        StringField("description", label="内容"),
        choice_field("status", "状态", PAY_ORDER_LABELS),
        fen_field("amount_fen", "金额"),
        told("returned", "已退", lambda order: yuan_text(order.refunded_fen)),
        told("returning", "退款中", lambda order: yuan_text(order.refunding_fen - order.refunded_fen)),
        StringField("transaction_id", label="微信支付单号", exclude_from_list=True),
        moment_field("created_at", "发起时间"),
        moment_field("paid_at", "付款时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["pay_no", "transaction_id"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["created_at", "paid_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "refund"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayOrder)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayOrder) -> bool:
        return name != "refund" or (_refundable(obj) > 0 and self.may(request, REFUND))

    @row_action("refund", "退款", confirmation="钱会原路退回给顾客", icon_class="fa fa-rotate-left", form=_refund_form)
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


class PayRefundView(View):
    read = READ
    menu_label = "退款"
    display_name = "退款"
    key = "refunds"
    icon = "fa fa-rotate-left"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("refund_no", label="退款单号"),
        choice_field("status", "状态", REFUND_LABELS),
        fen_field("amount_fen", "金额"),
        StringField("reason", label="原因"),
        StringField("failure", label="微信的说明"),
        moment_field("created_at", "申请时间"),
        moment_field("finished_at", "结束时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["refund_no"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["created_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "again"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayRefund)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayRefund) -> bool:
        return name != "again" or (obj.status == REFUSED and self.may(request, REFUND))

    @row_action("again", "重新提交", confirmation="用同一个退款单号再提交一次？", icon_class="fa fa-rotate-right")
    async def again(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            if not await refunding.try_again(session, int(pk), staff_of_request(request).actor):
                raise ActionFailed("这笔退款已经在处理了")


class PayAlertView(View):
    read = READ
    menu_label = "支付异常"
    display_name = "支付异常"
    key = "payment-alerts"
    icon = "fa fa-triangle-exclamation"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        choice_field("kind", "情况", ALERTS),
        told("content", "详情", lambda alert: json.dumps(alert.details, ensure_ascii=False)),
        StringField("key", label="涉及单号", exclude_from_list=True),
        moment_field("created_at", "发现时间"),
        moment_field("handled_at", "处理时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["key"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["created_at", "handled_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "handled"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(PayAlert)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PayAlert) -> bool:
        return name != "handled" or (obj.handled_at is None and self.may(request, REFUND))

    @row_action("handled", "已处理", confirmation="确定已经核对并处理？", icon_class="fa fa-check")
    async def handled(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        staff = staff_of_request(request)
        async with acting(request) as session:
            mine = sa.and_(PayAlert.id == int(pk), PayAlert.handled_at.is_(None))
            done = sa.update(PayAlert).where(mine).values(handled_at=clock.now(), handled_by=staff.id)
            if not await changed(session, done):
                raise ActionFailed("已经有人处理过了")
            await audit.record(session, staff.actor, "payment.alert_handled", "payment_alert", int(pk))
