"""Telling WeChat how goods that were paid for through it reached the customer: until then it keeps the money frozen.

Rules: https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Protocol, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port

Way: TypeAlias = Literal["express", "local", "virtual", "pickup"]

MAX_PARCELS: Final = 15
"""WeChat takes no more for one payment."""


@dataclass(frozen=True)
class Parcel:
    """What one parcel holds, in words. `courier` and `tracking_no` where a courier carries it.

    `receiver` is the receiver's phone number; only its last four digits are kept.
    """

    description: str
    courier: str = ""
    tracking_no: str = ""
    receiver: str = ""


class ShippingInfo(Protocol):
    async def tell(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        way: Way,
        parcels: Sequence[Parcel],
        *,
        complete: bool = True,
    ) -> None:
        """How the thing that was paid for is on its way: all its parcels so far, `complete` when no more will come.

        In the caller's transaction; WeChat is asked after the commit. The same again changes nothing. Once WeChat
        knows it to be complete, it can be corrected a single time. Nothing is told of what was not paid through WeChat.
        """
        ...


class NobodyAsks:
    """Where no money is held back."""

    async def tell(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        way: Way,
        parcels: Sequence[Parcel],
        *,
        complete: bool = True,
    ) -> None:
        """There is nobody to tell."""


SHIPPING_INFO: Port[ShippingInfo] = Port("shipping_info")


@dataclass(frozen=True)
class ReceiptConfirmed(Event):
    """The payer has said to WeChat that he has everything, or WeChat has after some days (`by_customer` False)."""

    name: ClassVar[str] = "shipping_info.confirmed"
    upload_id: int
    subject: str
    subject_id: int
    by_customer: bool


@dataclass(frozen=True)
class ShippingInfoFailed(Event):
    """WeChat did not take it: somebody has to look, or the money stays frozen."""

    name: ClassVar[str] = "shipping_info.failed"
    upload_id: int
    subject: str
    subject_id: int
    errcode: int
