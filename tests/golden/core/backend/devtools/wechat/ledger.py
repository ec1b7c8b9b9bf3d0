"""Transactions: ordered, paid, closed. The states are those of the platform.

    NOTPAY -> SUCCESS -> REFUND
    NOTPAY -> CLOSED

Source: https://pay.weixin.qq.com/doc/v3/merchant/4012791898 and the state diagram of 4012791858.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from devtools.wechat import errors
from devtools.wechat.keys import Identity
from devtools.wechat.records import Order, State, TradeState, Transaction
from devtools.wechat.timeline import BEIJING, Timeline, rfc3339

PREPAY_LIFETIME = timedelta(hours=2)
ORDER_LIFETIME = timedelta(days=7)
LONGEST_EXPIRY = timedelta(days=90)
SHORTEST_EXPIRY = timedelta(minutes=1)

_DESCRIPTIONS = {
    TradeState.NOTPAY: "订单未支付",
    TradeState.SUCCESS: "支付成功",
    TradeState.REFUND: "订单发生过退款，退款详情请查询退款单",
    TradeState.CLOSED: "订单已关闭",
}


class Ledger:
    """The rules over ``State.transactions``. Nothing here awaits, so every call is atomic."""

    def __init__(self, state: State, identity: Identity, timeline: Timeline) -> None:
        self._state = state
        self._identity = identity
        self._timeline = timeline

    def prepay(self, order: Order, body: dict[str, Any]) -> Transaction:
        """Create a transaction, or find the one that an identical request created before.

        :raises PayError: ORDERPAID, ORDER_CLOSED, OUT_TRADE_NO_USED (taken by another merchant or product),
            INVALID_REQUEST (same number, other parameters), and what the order's fields deserve.
        """
        known = self._state.transactions.get(order.out_trade_no)
        if known is not None:
            return self._again(known, order, body)
        now = self._timeline.now()
        self._check(order, now)
        transaction = Transaction(
            order=order, body=body, prepay_id=_prepay_id(now), prepay_until=now + PREPAY_LIFETIME, created_at=now
        )
        self._state.transactions[order.out_trade_no] = transaction
        return transaction

    def find(self, out_trade_no: str, sub_mchid: str | None = None) -> Transaction:
        """Find by the merchant's number; in partner mode ``sub_mchid`` has to match.

        :raises PayError: ORDER_NOT_EXIST.
        """
        transaction = self._state.transactions.get(out_trade_no)
        if transaction is None or transaction.order.sub_mchid != sub_mchid:
            raise errors.order_not_exist()
        self._close_when_old(transaction)
        return transaction

    def find_by_id(self, transaction_id: str, sub_mchid: str | None = None) -> Transaction:
        """Find by WeChat's number.

        :raises PayError: ORDER_NOT_EXIST.
        """
        for transaction in self._state.transactions.values():
            if transaction.transaction_id == transaction_id:
                return self.find(transaction.order.out_trade_no, sub_mchid)
        raise errors.order_not_exist()

    def find_by_prepay(self, prepay_id: str) -> Transaction:
        """Find what the cashier of a mini-program shall collect.

        :raises PayError: ORDER_NOT_EXIST.
        """
        for transaction in self._state.transactions.values():
            if transaction.prepay_id == prepay_id:
                return transaction
        raise errors.order_not_exist()

    def close(self, transaction: Transaction) -> None:
        """Close what is not paid.

        :raises PayError: FREQUENCY_LIMITED while the payer is confirming (the payment then goes through),
            ORDERPAID, ORDER_CLOSED.
        """
        if transaction.races:
            transaction.races = False
            raise errors.frequency_limited()
        if transaction.state is TradeState.CLOSED:
            raise errors.order_closed()
        if transaction.state is not TradeState.NOTPAY:
            raise errors.order_paid()
        transaction.state = TradeState.CLOSED

    def pay(self, transaction: Transaction) -> None:
        """Take the payer's money.

        :raises PayError: ORDERPAID, ORDER_CLOSED, INVALID_REQUEST after ``time_expire``.
        """
        if transaction.state is TradeState.CLOSED:
            raise errors.order_closed()
        if transaction.state is not TradeState.NOTPAY:
            raise errors.order_paid()
        now = self._timeline.now()
        if transaction.order.time_expire is not None and now > transaction.order.time_expire:
            raise errors.invalid_request("订单已过支付截止时间")
        transaction.state = TradeState.SUCCESS
        transaction.transaction_id = f"42000{now:%Y%m%d}{secrets.randbelow(10**15):015}"
        transaction.success_time = now

    def _again(self, known: Transaction, order: Order, body: dict[str, Any]) -> Transaction:
        self._close_when_old(known)
        if (known.order.mchid, known.order.sub_mchid) != (order.mchid, order.sub_mchid):
            raise errors.PayError(403, "OUT_TRADE_NO_USED", "商户订单号重复")
        if known.state is TradeState.CLOSED:
            raise errors.order_closed()
        if known.state is not TradeState.NOTPAY:
            raise errors.order_paid()
        if known.body != body:
            raise errors.invalid_request("请求重入时，参数与首次请求时不一致")
        now = self._timeline.now()
        if now > known.prepay_until:
            known.prepay_id, known.prepay_until = _prepay_id(now), now + PREPAY_LIFETIME
        return known

    def _check(self, order: Order, now: datetime) -> None:
        numbers = self._identity.numbers
        if order.mchid != numbers.merchant_id:
            raise errors.PayError(400, "MCH_NOT_EXISTS", "商户号不存在")
        if order.is_partner:
            if order.sub_mchid != numbers.sub_merchant_id:
                raise errors.PayError(403, "NO_AUTH", "受理关系不存在")
            own, appids = numbers.provider_appid, {numbers.appid, None}
        else:
            own, appids = numbers.appid, {None}
        if order.appid not in {own, numbers.appid} or order.sub_appid not in appids:
            raise errors.PayError(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
        if not self._identity.knows_openid(order.openid, order.openid_appid):
            raise errors.invalid_request("appid和openid不匹配")
        if order.time_expire is not None and not (now + SHORTEST_EXPIRY <= order.time_expire <= now + LONGEST_EXPIRY):
            raise errors.param_error("/body/time_expire", "须在1分钟之后、90天以内")

    def _close_when_old(self, transaction: Transaction) -> None:
        if transaction.state is TradeState.NOTPAY and self._timeline.now() > transaction.created_at + ORDER_LIFETIME:
            transaction.state = TradeState.CLOSED


def describe(transaction: Transaction) -> dict[str, Any]:
    """The transaction as queries and callbacks tell it; what is not there yet is left out."""
    order = transaction.order
    if order.is_partner:
        parties = {"sp_appid": order.appid, "sp_mchid": order.mchid, "sub_mchid": order.sub_mchid}
        if order.sub_appid is not None:
            parties["sub_appid"] = order.sub_appid
        payer = {"sub_openid" if order.openid_appid == order.sub_appid else "sp_openid": order.openid}
    else:
        parties, payer = {"appid": order.appid, "mchid": order.mchid}, {"openid": order.openid}
    told: dict[str, Any] = {
        **parties,
        "out_trade_no": order.out_trade_no,
        "trade_state": transaction.state.value,
        "trade_state_desc": _DESCRIPTIONS[transaction.state],
        "attach": order.attach or "",
        "amount": {"total": order.total_fen, "currency": "CNY"},
        "promotion_detail": [],
    }
    if transaction.transaction_id is not None and transaction.success_time is not None:
        told |= {
            "transaction_id": transaction.transaction_id,
            "trade_type": "JSAPI",
            "bank_type": "OTHERS",
            "success_time": rfc3339(transaction.success_time),
            "payer": payer,
        }
        told["amount"] |= {"payer_total": order.total_fen, "payer_currency": "CNY"}
    return told


def _prepay_id(now: datetime) -> str:
    return f"wx{now.astimezone(BEIJING):%d%H%M%S%f}{secrets.token_hex(10)}"
