"""What WeChat Pay says, in the shop's words.

Fields and states: https://pay.weixin.qq.com/doc/v3/merchant/4012791858 (order), 4012791863 (refund), 4012791861 and
4012791865 (their callbacks); the same for partners, with `sp_mchid` and `sub_mchid`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


class ChannelError(Exception):
    """A call to WeChat Pay did not do what it should."""


class ChannelUnavailable(ChannelError):
    """No answer that can be trusted: a broken connection, 5xx, 429, an answer that nobody signed.

    The call may have taken effect. Repeat it with the same number, or ask.
    """


class ChannelRefused(ChannelError):
    """WeChat answered no, for the reason `code`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class CallbackForged(ChannelError):
    """WeChat did not send this, or not in the last five minutes."""


@dataclass(frozen=True)
class Trade:
    """A payment as WeChat sees it. `state`: NOTPAY, SUCCESS, REFUND (was paid; something was given back), CLOSED, …"""

    out_trade_no: str
    state: str
    mchid: str
    sub_mchid: str | None
    total_fen: int | None
    currency: str | None
    transaction_id: str | None
    paid_at: datetime | None

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Raises KeyError or ValueError for something that is no transaction."""
        amount = told.get("amount") or {}
        return cls(
            out_trade_no=told["out_trade_no"],
            state=told["trade_state"],
            mchid=told.get("sp_mchid") or told["mchid"],
            sub_mchid=told.get("sub_mchid"),
            total_fen=amount.get("total"),
            currency=amount.get("currency"),
            transaction_id=told.get("transaction_id"),
            paid_at=_moment(told.get("success_time")),
        )

    @property
    def paid(self) -> bool:
        return self.state in {"SUCCESS", "REFUND"}

    @property
    def closed(self) -> bool:
        return self.state == "CLOSED"


@dataclass(frozen=True)
class RefundState:
    """A refund as WeChat sees it. `state`: PROCESSING, SUCCESS, ABNORMAL, CLOSED."""

    refund_no: str
    out_trade_no: str
    state: str
    amount_fen: int

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """From an answer (`status`) or a callback (`refund_status`). Raises KeyError for what is no refund."""
        return cls(
            refund_no=told["out_refund_no"],
            out_trade_no=told["out_trade_no"],
            state=told.get("refund_status") or told["status"],
            amount_fen=told["amount"]["refund"],
        )


@dataclass(frozen=True)
class Callback:
    """A genuine callback: its id is the same on every try; `resource` is decrypted."""

    event_id: str
    event_type: str
    resource: Mapping[str, Any]


@dataclass(frozen=True)
class Prepay:
    """Everything that has to be the same when the request is repeated."""

    out_trade_no: str
    description: str
    amount_fen: int
    openid: str
    notify_url: str
    time_expire: datetime


@dataclass(frozen=True)
class RefundRequest:
    refund_no: str
    transaction_id: str
    amount_fen: int
    total_fen: int
    reason: str
    notify_url: str


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
