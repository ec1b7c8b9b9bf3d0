from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.contracts.order import Source
from app.core.ids import Id

Quantity = Annotated[int, Field(ge=1, le=9999)]
Inputs = Annotated[
    dict[str, Any], Field(max_length=20, description="What the customer chose for promotions, by their name")
]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ItemIn(_In):
    sku_id: Id
    quantity: Quantity


class PreviewIn(_In):
    items: list[ItemIn] = Field(min_length=1, max_length=200)
    address_id: Id | None = None
    inputs: Inputs = {}


class OrderIn(PreviewIn):
    source: Source = Field(default="direct", description="`cart`: what is ordered leaves the cart")
    expected_payable_fen: int = Field(ge=0, description="What the customer saw; another price is refused")
    remark: str = Field(default="", max_length=200)


class CancelIn(_In):
    reason: str = Field(default="", max_length=100)


class AdjustmentOut(BaseModel):
    step: str
    label: str
    amount_fen: int


class LineOut(BaseModel):
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    quantity: int
    unit_fen: int
    adjustments: list[AdjustmentOut]
    total_fen: int


class ProblemOut(BaseModel):
    sku_id: int | None
    code: str
    message: str


class PreviewOut(BaseModel):
    lines: list[LineOut]
    goods_fen: int
    discount_fen: int
    freight_fen: int
    payable_fen: int
    address_required: bool
    problems: list[ProblemOut]
    offers: dict[str, Any] = Field(description="What each promotion lets the customer choose from, by its name")


class AddressOut(BaseModel):
    name: str
    phone: str
    text: str


class HistoryOut(BaseModel):
    status: str
    at: datetime
    actor: str
    note: str


class KeptOut(BaseModel):
    text: str
    until: datetime | None


class OrderOut(BaseModel):
    id: int
    order_no: str
    status: str
    lines: list[LineOut]
    goods_fen: int
    discount_fen: int
    freight_fen: int
    payable_fen: int
    refund_status: Literal["none", "part", "all"]
    refunded_fen: int
    address: AddressOut | None
    remark: str
    created_at: datetime
    expires_at: datetime | None
    paid_at: datetime | None
    completed_at: datetime | None
    canceled_at: datetime | None
    cancel_reason: str | None
    can: list[str] = Field(description="What the reader may do with it now")
    kept: KeptOut | None = Field(
        default=None,
        description="Why it is paid and not served yet, and until when at the latest: meanwhile it cannot be cancelled",
    )
    history: list[HistoryOut] = Field(default_factory=list, description="Only where one order is asked for")


class Placed(BaseModel):
    """What is kept under an Idempotency-Key: the order itself holds personal data."""

    id: int
