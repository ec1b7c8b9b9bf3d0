"""The stand-in as one object: everything that the HTTP routes, the control page and the tests do to it."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from devtools.wechat import errors, ledger, refunds, store
from devtools.wechat.content import Content
from devtools.wechat.courier import Courier
from devtools.wechat.environment import refuse_production
from devtools.wechat.keys import Identity
from devtools.wechat.pusher import Pusher
from devtools.wechat.records import (
    ApiFailure,
    Attempt,
    Callback,
    Code,
    Plan,
    Refund,
    RefundStatus,
    State,
    SubscribeMessage,
    Transaction,
)
from devtools.wechat.signer import Signer, Verification
from devtools.wechat.signing import is_signed
from devtools.wechat.timeline import Timeline

CODE_LIFETIME = timedelta(minutes=5)
_REFUND_EVENTS = {
    RefundStatus.SUCCESS: ("REFUND.SUCCESS", "退款成功"),
    RefundStatus.ABNORMAL: ("REFUND.ABNORMAL", "退款异常"),
    RefundStatus.CLOSED: ("REFUND.CLOSED", "退款关闭"),
}


class StandIn:
    """WeChat, as far as a mini-program shop can see it.

    :param directory: the folder of keys; made when it is not there.
    :param timeline: a compressed one, or one that is pushed by hand; the clock's own pace when left out.
    :param verification: which keys the platform signs with.
    :param state_file: where to remember what happened; in memory only when left out.
    :param client: sends the callbacks; tests hand in one that reaches the shop without a socket.
    :raises ProductionRefusedError: in an environment that looks like production.
    """

    def __init__(
        self,
        directory: Path,
        *,
        timeline: Timeline | None = None,
        verification: Verification = Verification.PUBLIC_KEY,
        state_file: Path | None = None,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        refuse_production()
        self.identity = Identity.load(directory)
        self.timeline = timeline or Timeline()
        self.state = State() if state_file is None else store.load(state_file)
        self.signer = Signer(self.identity, verification)
        self.client = client or httpx.AsyncClient()
        self.ledger = ledger.Ledger(self.state, self.identity, self.timeline)
        self.refunds = refunds.Refunds(self.state, self.timeline)
        self.courier = Courier(self.state, self.signer, self.timeline, self.client)
        self.pusher = Pusher(self.state, self.identity, self.timeline, self.client)
        self.content = Content()
        self.titles: Callable[[], Mapping[str, str]] = dict
        """What the templates of subscription messages are called, by their ids, as far as the shop says."""
        self.failures: list[ApiFailure] = []
        self._state_file = state_file

    def save(self) -> None:
        if self._state_file is not None:
            store.save(self._state_file, self.state)

    # -- what the payer does ------------------------------------------------------------------------------------------

    def pay(self, out_trade_no: str, plan: Plan | None = None) -> Callback:
        """The payer confirms; the callback is put on the schedule.

        :raises PayError: ORDERPAID, ORDER_CLOSED, ORDER_NOT_EXIST, INVALID_REQUEST.
        """
        transaction = self._transaction(out_trade_no)
        self.ledger.pay(transaction)
        if plan is not None:
            self.courier.plan(plan, out_trade_no)
        return self._announce(transaction)

    def open_cashier(self, appid: str, request: Mapping[str, str]) -> Transaction:
        """Check what a mini-program hands to ``wx.requestPayment``, as the WeChat client does before it shows anything.

        :param request: timeStamp, nonceStr, package, signType, paySign.
        :raises PayError: SIGN_ERROR, or INVALID_REQUEST for a prepay that is over or belongs to another app.
        """
        package = request.get("package", "")
        transaction = self.ledger.find_by_prepay(package.removeprefix("prepay_id="))
        lines = (appid, request.get("timeStamp", ""), request.get("nonceStr", ""), package)
        genuine = request.get("signType") == "RSA" and is_signed(
            self.identity.merchant_public_key, request.get("paySign", ""), *lines
        )
        if not genuine:
            raise errors.sign_error("支付验证签名失败")
        if appid != transaction.order.paying_appid:
            raise errors.invalid_request("当前小程序与下单appid不一致")
        if self.timeline.now() > transaction.prepay_until:
            raise errors.invalid_request("prepay_id已过期")
        return transaction

    def race_close(self, out_trade_no: str) -> None:
        """Let the payer confirm at the very moment of the next close: it fails, and the payment goes through."""
        self._transaction(out_trade_no).races = True

    def close(self, transaction: Transaction) -> None:
        """Close for the merchant; see ``race_close`` and ``Ledger.close``."""
        races = transaction.races
        try:
            self.ledger.close(transaction)
        finally:
            if races:
                self.ledger.pay(transaction)
                self._announce(transaction)

    # -- refunds ------------------------------------------------------------------------------------------------------

    def settle(self, out_refund_no: str, outcome: RefundStatus) -> Callback | None:
        """End a refund now, and tell the shop if it gave a ``notify_url``.

        :raises PayError: RESOURCE_NOT_EXISTS, INVALID_REQUEST when it has ended already.
        """
        return self._settle(self.refunds.find(out_refund_no), outcome)

    # -- time ---------------------------------------------------------------------------------------------------------

    async def deliver_due(self) -> list[Attempt]:
        """Do everything that is due by the timeline; returns the tries of callbacks and pushes that were made."""
        for refund in self.refunds.due():
            self._settle(refund, refund.outcome)
        attempts = [*await self.courier.deliver_due(), *await self.pusher.deliver_due()]
        if attempts:
            self.save()
        return attempts

    def next_due(self) -> datetime | None:
        moments = [one.settles_at for one in self.state.refunds.values() if one.settles_at is not None]
        moments += [due for due in (self.courier.next_due(), self.pusher.next_due()) if due is not None]
        return min(moments, default=None)

    # -- login --------------------------------------------------------------------------------------------------------

    def issue_code(self, person: str, phone: str | None = None) -> str:
        """What ``wx.login`` gives (or, with ``phone``, the button getPhoneNumber): good for five minutes, once."""
        code = secrets.token_hex(16)
        self.state.codes[code] = Code(person=person, until=self.timeline.now() + CODE_LIFETIME, phone=phone)
        return code

    # -- subscription messages ----------------------------------------------------------------------------------------

    def subscribe(self, person: str, template_id: str) -> None:
        """The person accepts one message of the template in ``wx.requestSubscribeMessage``."""
        left = self.state.subscriptions.setdefault(self.identity.openid(person), {})
        left[template_id] = left.get(template_id, 0) + 1

    def deliver_message(self, message: SubscribeMessage) -> None:
        """Use up one accept.

        :raises ServerApiError: 43101 when there is none.
        """
        left = self.state.subscriptions.get(message.openid, {})
        if not left.get(message.template_id):
            raise errors.ServerApiError(43101, "user refuse to accept the msg")
        left[message.template_id] -= 1
        self.state.messages.append(message)

    # -- failures -----------------------------------------------------------------------------------------------------

    def fail(self, operation: str, code: str, *, times: int = 1, after: bool = False) -> None:
        """Let the next calls of ``operation`` fail.

        ``code`` is one of ``errors.KNOWN_FAILURES`` for WeChat Pay, an ``errcode`` for the server interface.
        """
        self.failures.append(ApiFailure(operation, code, times, after))

    def take_failure(self, operation: str, *, after: bool = False) -> str | None:
        """Use up one ordered failure; its code, or None when none is due."""
        for failure in self.failures:
            if failure.operation == operation and failure.after is after:
                failure.times -= 1
                if failure.times <= 0:
                    self.failures.remove(failure)
                return failure.code
        return None

    def _transaction(self, out_trade_no: str) -> Transaction:
        try:
            return self.state.transactions[out_trade_no]
        except KeyError:
            raise errors.order_not_exist() from None

    def _announce(self, transaction: Transaction) -> Callback:
        return self.courier.post(
            event_type="TRANSACTION.SUCCESS",
            summary="支付成功",
            original_type="transaction",
            out_trade_no=transaction.order.out_trade_no,
            url=transaction.order.notify_url,
            resource=ledger.describe(transaction),
        )

    def _settle(self, refund: Refund, outcome: RefundStatus) -> Callback | None:
        self.refunds.settle(refund, outcome)
        if refund.notify_url is None or outcome not in _REFUND_EVENTS:
            return None
        event_type, summary = _REFUND_EVENTS[outcome]
        return self.courier.post(
            event_type=event_type,
            summary=summary,
            original_type="refund",
            out_trade_no=refund.out_trade_no,
            url=refund.notify_url,
            resource=refunds.describe_for_callback(refund, self._transaction(refund.out_trade_no)),
        )
