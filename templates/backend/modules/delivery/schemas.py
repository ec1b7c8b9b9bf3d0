from datetime import datetime
from typing import Annotated, Literal, Self

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

Pieces = Annotated[int, Interval(ge=1, le=9999)]
TrackingNo = Annotated[str, Field(min_length=5, max_length=40, pattern=r"^[0-9A-Za-z-]+$")]
Fen = Annotated[int, Interval(ge=0, le=10_000_000)]
Units = Annotated[int, Interval(ge=1, le=1_000_000)]
Status = Literal["packed", "shipped", "delivered", "canceled"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PieceIn(_In):
    order_line_id: Id
    quantity: Pieces


class CarriedIn(_In):
    courier: str = Field(min_length=1, max_length=20, description="One of GET /staff/couriers")
    tracking_no: TrackingNo


class ShipmentIn(_In):
    """With a courier and a number it leaves at once, else it is only packed."""

    pieces: list[PieceIn] | None = Field(
        default=None, min_length=1, max_length=200, description="null: all that is left"
    )
    courier: str | None = Field(default=None, max_length=20)
    tracking_no: TrackingNo | None = None

    @model_validator(mode="after")
    def _carried(self) -> Self:
        if (self.courier is None) != (self.tracking_no is None):
            raise ValueError("快递公司和快递单号要一起填写")
        return self

    @property
    def wanted(self) -> dict[int, int] | None:
        if self.pieces is None:
            return None
        wanted: dict[int, int] = {}
        for piece in self.pieces:
            wanted[piece.order_line_id] = wanted.get(piece.order_line_id, 0) + piece.quantity
        return wanted


class StepIn(_In):
    text: str = Field(min_length=1, max_length=200)
    place: str = Field(default="", max_length=60)


class StepOut(BaseModel):
    at: datetime
    text: str
    place: str


class PieceOut(BaseModel):
    order_line_id: int
    name: str
    specs_text: str
    image_url: str | None
    quantity: int


class ShipmentOut(BaseModel):
    id: int
    order_id: int
    status: Status
    courier: str
    courier_name: str
    tracking_no: str
    packed_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    pieces: list[PieceOut]
    steps: list[StepOut] = Field(description="The latest first")


class DeliveryOut(BaseModel):
    """How an order is on its way."""

    order_id: int
    status: str = Field(description="The order's")
    shipments: list[ShipmentOut]
    left: list[PieceOut] = Field(description="What is not in a parcel yet")
    can_receive: bool = Field(description="Whether the customer may confirm that everything came")
    completes_at: datetime | None = Field(description="When the order completes by itself")


class CourierOut(BaseModel):
    code: str
    name: str


class CouriersOut(BaseModel):
    items: list[CourierOut]


class RuleIn(_In):
    province: str = Field(default="", max_length=20, description='"" for everywhere else')
    city: str = Field(default="", max_length=30, description='"" for the whole province')
    delivers: bool = True
    by: Literal["weight", "piece"] = "weight"
    first: Units = Field(default=1000, description="Grams or pieces")
    first_fen: Fen = 0
    next: Units = Field(default=1000, description="Each further lot that is begun")
    next_fen: Fen = 0
    free_from_fen: Fen = Field(default=0, description="Free from this much; 0: never")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.city and not self.province:
            raise ValueError("填写城市时也要填写省份")
        return self


class RuleOut(RuleIn):
    model_config = ConfigDict(extra="ignore")

    id: int


class RulesOut(BaseModel):
    items: list[RuleOut]
