"""What the stand-in remembers. Plain data: the rules are in ``ledger`` and ``refunds``."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, TypeAlias

PayOperation: TypeAlias = Literal["prepay", "query", "close", "refund", "query_refund", "certificates"]
ServerOperation: TypeAlias = Literal["login", "token", "phone", "message", "msg_check", "media_check", "shipping_info"]
Operation: TypeAlias = PayOperation | ServerOperation
"""What may be made to fail."""


class TradeState(StrEnum):
    """``trade_state`` of a transaction that is paid inside a mini-program."""

    NOTPAY = "NOTPAY"
    SUCCESS = "SUCCESS"
    REFUND = "REFUND"
    CLOSED = "CLOSED"


class RefundStatus(StrEnum):
    """``status`` of a refund. ABNORMAL: the payer's card is gone; the merchant has to settle it by hand."""

    PROCESSING = "PROCESSING"
    SUCCESS = "SUCCESS"
    ABNORMAL = "ABNORMAL"
    CLOSED = "CLOSED"


@dataclass
class Order:
    """A prepay request after validation, direct and partner mode alike. Amounts in fen."""

    out_trade_no: str
    description: str
    notify_url: str
    total_fen: int
    appid: str
    mchid: str
    openid: str
    openid_appid: str
    """The app in which the payer has this openid."""
    sub_appid: str | None = None
    sub_mchid: str | None = None
    attach: str | None = None
    time_expire: datetime | None = None

    @property
    def is_partner(self) -> bool:
        return self.sub_mchid is not None

    @property
    def paying_appid(self) -> str:
        """The app whose cashier opens, and whose id is signed by ``paySign``."""
        return self.sub_appid or self.appid


@dataclass
class Transaction:
    order: Order
    body: dict[str, Any]
    """The request as it came: a second one must be the same."""
    prepay_id: str
    prepay_until: datetime
    created_at: datetime
    state: TradeState = TradeState.NOTPAY
    transaction_id: str | None = None
    success_time: datetime | None = None
    races: bool = False
    """The payer is confirming right now: the next close is refused and the payment goes through."""


@dataclass
class Refund:
    out_refund_no: str
    refund_id: str
    out_trade_no: str
    amount_fen: int
    reason: str | None
    notify_url: str | None
    created_at: datetime
    settles_at: datetime | None
    outcome: RefundStatus
    """What it becomes at ``settles_at``."""
    status: RefundStatus = RefundStatus.PROCESSING
    success_time: datetime | None = None


@dataclass
class Plan:
    """What goes wrong with a callback. The default: nothing."""

    lose: bool = False
    """It is never sent."""
    hold: bool = False
    """It is sent only after the next callback of the same transaction: out of order."""
    delay: float = 0
    """Seconds of WeChat's schedule before the first try."""
    parallel: int = 1
    """Copies that go out at the same moment, on every try."""
    replays: int = 0
    """How often it is sent again after the shop has accepted it."""
    forged: int = 0
    """The first tries are signed with somebody else's key."""
    old: int = 0
    """The first tries were signed ten minutes ago."""
    amount_fen: int | None = None
    """The total that the callback tells, instead of the true one; correctly signed."""


@dataclass
class Attempt:
    """One try. ``status`` is the shop's answer, or None when there was none (``error`` says why)."""

    at: datetime
    note: str
    status: int | None
    error: str | None = None

    @property
    def accepted(self) -> bool:
        return self.status in {200, 204}


@dataclass
class Callback:
    id: str
    event_type: str
    summary: str
    original_type: str
    out_trade_no: str
    url: str
    resource: dict[str, Any]
    created_at: datetime
    due_at: datetime | None
    """When the next try is; None once the shop has accepted it, or after the last try."""
    plan: Plan = field(default_factory=Plan)
    tries: int = 0
    attempts: list[Attempt] = field(default_factory=list)
    accepted: bool = False
    held: bool = False


@dataclass
class ApiFailure:
    """The next ``times`` calls of ``operation`` fail with ``code``.

    ``after``: the call takes effect first, and only its answer is lost, as when a connection breaks.
    """

    operation: str
    code: str
    times: int = 1
    after: bool = False


@dataclass
class Code:
    """A login code or a phone code: five minutes, once."""

    person: str
    until: datetime
    phone: str | None = None
    used: bool = False


@dataclass
class SubscribeMessage:
    """A subscription message that somebody got."""

    openid: str
    template_id: str
    page: str
    data: dict[str, str]
    sent_at: datetime


@dataclass
class Push:
    """An event for the shop's message address."""

    url: str
    message: dict[str, Any]
    due_at: datetime | None
    """When the next try is; None once it was answered, or after the last try."""
    tries: int = 0


@dataclass
class Shipping:
    """What the shop told of how one payment's goods were handed over."""

    told: dict[str, Any]
    """The request without its ``upload_time``."""
    upload_time: str
    finished: bool
    corrected: bool = False
    """The one re-ship is used up."""


@dataclass
class State:
    transactions: dict[str, Transaction] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    callbacks: list[Callback] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    access_tokens: dict[str, datetime] = field(default_factory=dict)
    subscriptions: dict[str, dict[str, int]] = field(default_factory=dict)
    """How many messages each person (openid) still lets through, by template."""
    messages: list[SubscribeMessage] = field(default_factory=list)
    pushes: list[Push] = field(default_factory=list)
    shippings: dict[str, Shipping] = field(default_factory=dict)
    """By the payment's ``transaction_id``."""
