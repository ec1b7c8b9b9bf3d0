"""Goods on their way, as facts for other modules, and where to ask how far a parcel is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from app.core.events import Event
from app.core.jobs import JobContext
from app.core.ports import Port


@dataclass(frozen=True)
class ShipmentEvent(Event):
    """`complete`: with it everything of the order has left."""

    shipment_id: int
    order_id: int
    order_no: str
    user_id: int
    courier: str
    tracking_no: str
    complete: bool


@dataclass(frozen=True)
class ShipmentSent(ShipmentEvent):
    name: ClassVar[str] = "shipment.sent"


@dataclass(frozen=True)
class ShipmentDelivered(ShipmentEvent):
    name: ClassVar[str] = "shipment.delivered"


@dataclass(frozen=True)
class TrackingStep:
    """One scan of a parcel, in the courier's words; `delivered` when it was handed to the receiver."""

    at: datetime
    text: str
    place: str = ""
    delivered: bool = False


class Tracker(Protocol):
    """Where the couriers' news come from: a service that somebody has a contract with."""

    async def track(self, job: JobContext, courier: str, tracking_no: str, phone_tail: str) -> Sequence[TrackingStep]:
        """Everything known of the parcel, in any order; nothing when it is not known yet. Outside of transactions.

        `phone_tail` are the last four digits of the receiver's number, which some couriers ask for.
        """
        ...


class NobodyTracks:
    """Without such a service staff note what they hear."""

    async def track(self, job: JobContext, courier: str, tracking_no: str, phone_tail: str) -> Sequence[TrackingStep]:
        del job, courier, tracking_no, phone_tail
        return ()


TRACKER: Port[Tracker] = Port("tracker")
