"""Refunds: accepted at once, settled a little later.

    PROCESSING -> SUCCESS | ABNORMAL | CLOSED;  ABNORMAL -> SUCCESS when the merchant settles it by hand

Source: https://pay.weixin.qq.com/doc/v3/merchant/4012791862 (apply) and 4012791865 (callback).
"""

import secrets
from datetime import timedelta
from typing import Any

from devtools.wechat import errors
from devtools.wechat.records import Refund, RefundStatus, State, TradeState, Transaction
from devtools.wechat.requests import RefundRequest
from devtools.wechat.timeline import Timeline, rfc3339

MOST_PARTS = 50
LATEST = timedelta(days=365)
SETTLEMENT_SECONDS = 10.0
"""Real refunds to a balance take seconds, to a card up to three days."""


class Refunds:
    """The rules over ``State.refunds``. ``outcome`` is what new refunds will become."""

    def __init__(self, state: State, timeline: Timeline) -> None:
        self._state = state
        self._timeline = timeline
        self.outcome = RefundStatus.SUCCESS

    def apply(self, transaction: Transaction, request: RefundRequest) -> Refund:
        """Accept a refund, or find the one that the same number created before.

        :raises PayError: INVALID_REQUEST for an unpaid order, a wrong total, too much money, a fifty-first part, a
            year's age, or a number that was used with other parameters.
        """
        known = self._state.refunds.get(request.out_refund_no)
        if known is not None:
            same = known.out_trade_no == transaction.order.out_trade_no and known.amount_fen == request.amount.refund
            if not same:
                raise errors.invalid_request("请求重入时，参数与首次请求时不一致")
            return known
        self._check(transaction, request)
        now = self._timeline.now()
        refund = Refund(
            out_refund_no=request.out_refund_no,
            refund_id=f"503{now:%Y%m%d}{secrets.randbelow(10**18):018}",
            out_trade_no=transaction.order.out_trade_no,
            amount_fen=request.amount.refund,
            reason=request.reason,
            notify_url=request.notify_url,
            created_at=now,
            settles_at=None if self.outcome is RefundStatus.PROCESSING else self._timeline.after(SETTLEMENT_SECONDS),
            outcome=self.outcome,
        )
        self._state.refunds[refund.out_refund_no] = refund
        transaction.state = TradeState.REFUND
        return refund

    def find(self, out_refund_no: str) -> Refund:
        """Find a refund.

        :raises PayError: RESOURCE_NOT_EXISTS.
        """
        try:
            return self._state.refunds[out_refund_no]
        except KeyError:
            raise errors.PayError(404, "RESOURCE_NOT_EXISTS", "退款单不存在") from None

    def settle(self, refund: Refund, outcome: RefundStatus) -> None:
        """Bring a refund to its end; an end stays, except that an abnormal one can still succeed."""
        if refund.status in {RefundStatus.SUCCESS, RefundStatus.CLOSED}:
            raise errors.invalid_request("退款单已是终态")
        refund.status = outcome
        refund.settles_at = None
        if outcome is RefundStatus.SUCCESS:
            refund.success_time = self._timeline.now()

    def due(self) -> list[Refund]:
        """Refunds whose settlement is due now."""
        now = self._timeline.now()
        return [one for one in self._state.refunds.values() if one.settles_at is not None and one.settles_at <= now]

    def refunded_fen(self, transaction: Transaction) -> int:
        """What was given back, or is on its way; a closed refund gives its amount free again."""
        return sum(one.amount_fen for one in self._of(transaction) if one.status is not RefundStatus.CLOSED)

    def _of(self, transaction: Transaction) -> list[Refund]:
        return [one for one in self._state.refunds.values() if one.out_trade_no == transaction.order.out_trade_no]

    def _check(self, transaction: Transaction, request: RefundRequest) -> None:
        if transaction.state not in {TradeState.SUCCESS, TradeState.REFUND} or transaction.success_time is None:
            raise errors.invalid_request("订单未支付，不能退款")
        if request.amount.total != transaction.order.total_fen:
            raise errors.invalid_request("订单金额或退款金额与之前请求不一致，请核实后再试")
        if self.refunded_fen(transaction) + request.amount.refund > transaction.order.total_fen:
            raise errors.invalid_request("申请退款金额超过订单可退金额")
        if len(self._of(transaction)) >= MOST_PARTS:
            raise errors.invalid_request("部分退款次数超过限制")
        if self._timeline.now() > transaction.success_time + LATEST:
            raise errors.invalid_request("订单已超过退款期限")


def describe(refund: Refund, transaction: Transaction) -> dict[str, Any]:
    """The refund as the gateway answers it."""
    total = transaction.order.total_fen
    told: dict[str, Any] = {
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "transaction_id": transaction.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "channel": "ORIGINAL",
        "user_received_account": "支付用户零钱",
        "create_time": rfc3339(refund.created_at),
        "status": refund.status.value,
        "funds_account": "AVAILABLE",
        "amount": {
            "total": total,
            "refund": refund.amount_fen,
            "payer_total": total,
            "payer_refund": refund.amount_fen,
            "settlement_total": total,
            "settlement_refund": refund.amount_fen,
            "discount_refund": 0,
            "currency": "CNY",
        },
        "promotion_detail": [],
    }
    if refund.success_time is not None:
        told["success_time"] = rfc3339(refund.success_time)
    return told


def describe_for_callback(refund: Refund, transaction: Transaction) -> dict[str, Any]:
    """The refund as its callback tells it: fewer fields, and ``refund_status`` instead of ``status``."""
    order = transaction.order
    parties = {"sp_mchid": order.mchid, "sub_mchid": order.sub_mchid} if order.is_partner else {"mchid": order.mchid}
    total = order.total_fen
    told: dict[str, Any] = {
        **parties,
        "transaction_id": transaction.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "refund_status": refund.status.value,
        "user_received_account": "支付用户零钱",
        "amount": {
            "total": total,
            "refund": refund.amount_fen,
            "payer_total": total,
            "payer_refund": refund.amount_fen,
        },
    }
    if refund.success_time is not None:
        told["success_time"] = rfc3339(refund.success_time)
    return told
