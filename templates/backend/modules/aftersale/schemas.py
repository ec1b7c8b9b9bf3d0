from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.core.ids import Id
from app.modules.aftersale.reasons import Exemption, Kind, ReasonId

Courier = Annotated[str, Field(min_length=1, max_length=20)]
Tracking = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{5,30}$", description="Letters, digits and hyphens")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Fen = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class LineIn(_In):
    line_id: Id
    quantity: int = Field(ge=1, le=9999)


class WantedIn(_In):
    order_id: Id
    kind: Kind
    reason: ReasonId
    lines: list[LineIn] = Field(min_length=1, max_length=200)

    @field_validator("lines")
    @classmethod
    def _each_once(cls, lines: list[LineIn]) -> list[LineIn]:
        if len({line.line_id for line in lines}) < len(lines):
            raise ValueError("同一件商品只能出现一次")
        return lines

    @property
    def wanted(self) -> dict[int, int]:
        return {line.line_id: line.quantity for line in self.lines}


class ApplyIn(WantedIn):
    description: str = Field(default="", max_length=300)
    phone: str = Field(default="", pattern=r"^$|^[0-9+ -]{5,20}$", description="How the customer can be reached")
    picture_ids: list[Id] = Field(default=[], max_length=9)


class OpenIn(WantedIn):
    description: str = Field(default="", max_length=300)


class SendBackIn(_In):
    courier: Courier
    tracking_no: Tracking


class AgreeIn(_In):
    refund_fen: Fen | None = Field(default=None, description="Less than what was offered; never more")
    merchant_fault: bool | None = Field(
        default=None, description="Whose fault it is; what the customer said if left out"
    )


class ReceiveIn(_In):
    sellable: bool = Field(description="Whether the goods can be sold again: they are in stock then")
    refund_fen: Fen | None = None
    note: str = Field(default="", max_length=200)


class RefundIn(_In):
    refund_fen: Fen | None = None


class RefuseIn(_In):
    reason: Words


class SettleIn(_In):
    note: Words


class ExemptionIn(_In):
    why: Exemption


class ExemptionOut(BaseModel):
    spu_id: int
    why: str


class PictureOut(BaseModel):
    id: int
    url: str


class ReasonOut(BaseModel):
    id: str
    label: str
    merchant_fault: bool


class KindOut(BaseModel):
    id: Kind
    label: str
    until: datetime | None


class ChoiceLineOut(BaseModel):
    line_id: int
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    quantity: int
    left: int = Field(description="Pieces that can be asked for now")
    returnable: bool = Field(description="Whether it can be returned without a reason")


class CaseOut(BaseModel):
    id: int
    aftersale_no: str
    kind: Kind
    status: str
    refund_fen: int | None


class ChoicesOut(BaseModel):
    order_id: int
    kinds: list[KindOut]
    reasons: list[ReasonOut]
    lines: list[ChoiceLineOut]
    max_pictures: int
    cases: list[CaseOut] = Field(description="What was asked for before")


class QuoteOut(BaseModel):
    refund_fen: int
    freight_fen: int


class AftersaleLineOut(BaseModel):
    line_id: int
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    quantity: int
    refund_fen: int | None


class HistoryOut(BaseModel):
    status: str
    at: datetime
    actor: str
    note: str


class AftersaleOut(BaseModel):
    id: int
    aftersale_no: str
    order_id: int
    order_no: str
    kind: Kind
    status: str
    reason: str
    reason_text: str
    merchant_fault: bool
    description: str
    phone: str | None
    pictures: list[str]
    lines: list[AftersaleLineOut]
    asked_fen: int = Field(description="What was offered when the customer asked")
    agreed_fen: int | None = Field(description="What staff limited it to")
    refund_fen: int | None = Field(description="What is given back, freight included; null until that is known")
    freight_fen: int
    answer: str
    failure: str = Field(description="Why the money is stuck; for staff")
    return_to: str
    return_courier: str
    return_tracking: str
    reship_courier: str
    reship_tracking: str
    due_at: datetime | None = Field(description="When it moves by itself if nobody acts")
    created_at: datetime
    finished_at: datetime | None
    can: list[str] = Field(description="What the reader may do with it now")
    history: list[HistoryOut] = Field(default_factory=list, description="Only where one case is asked for")


class CountsOut(BaseModel):
    open: int


class Kept(BaseModel):
    """What is kept under an Idempotency-Key: the case itself holds personal data."""

    id: int
