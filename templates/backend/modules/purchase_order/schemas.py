from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

Fen = Annotated[int, Field(ge=1, le=10**11)]
Quantity = Annotated[int, Field(ge=1, le=10**7)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OrderLineIn(_In):
    item: str = Field(min_length=1, max_length=60)
    spec: str = Field(default="", max_length=200)
    quantity: Quantity
    unit: str = Field(default="件", min_length=1, max_length=10)
    price_fen: int = Field(ge=0, le=10**9)
    wanted_on: date | None = None
    sku_id: Id | None = None


class OrderIn(_In):
    title: str = Field(min_length=1, max_length=60)
    supplier_id: Id
    note: str = Field(default="", max_length=500)
    lines: list[OrderLineIn] = Field(min_length=1, max_length=100)


class FromAwardIn(_In):
    award_id: Id


class ReasonIn(_In):
    reason: str = Field(min_length=1, max_length=200)


class ReceivedIn(_In):
    line_id: Id
    quantity: Quantity
    lot: str = Field(default="", max_length=40)


class ReceiptIn(_In):
    """One line may come in several lots."""

    delivery_note: str = Field(default="", max_length=40)
    lines: list[ReceivedIn] = Field(min_length=1, max_length=200)


class InvoiceIn(_In):
    number: str = Field(min_length=1, max_length=20)
    amount_fen: Fen
    dated_on: date


class MilestoneIn(_In):
    kind: Literal["confirmed", "in_production", "packed", "shipped"]
    happened_on: date
    note: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if self.kind == "shipped" and not self.note:
            raise ValueError("请写明承运方与单号")
        return self


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class OrderLineOut(BaseModel):
    id: int
    position: int
    item: str
    spec: str
    quantity: int
    unit: str
    price_fen: int
    amount_fen: int
    wanted_on: date | None
    received: int


class PhotoOut(BaseModel):
    id: int
    url: str


class MilestoneOut(BaseModel):
    id: int
    kind: str
    label: str
    happened_on: date
    note: str
    photos: list[PhotoOut]
    created_at: datetime


class OrderBrief(BaseModel):
    id: int
    number: str
    title: str
    status: str
    status_label: str
    milestone: str
    milestone_label: str
    total_fen: int
    received_percent: int
    billed_percent: int
    created_at: datetime


class OrderOut(OrderBrief):
    """As its supplier sees it."""

    note: str
    lines: list[OrderLineOut]
    milestones: list[MilestoneOut]
    next_milestones: list[str] = Field(description="What may be reported now")


class StaffOrder(OrderBrief):
    supplier_id: int
    supplier: str


class ReceiptLineOut(BaseModel):
    line_id: int
    item: str
    quantity: int
    lot: str


class ReceiptOut(BaseModel):
    id: int
    number: str
    delivery_note: str
    received_at: datetime
    lines: list[ReceiptLineOut]


class InvoiceOut(BaseModel):
    id: int
    number: str
    amount_fen: int
    dated_on: date


class StaffOrderDetail(StaffOrder):
    note: str
    reason: str
    billed_fen: int
    lines: list[OrderLineOut]
    milestones: list[MilestoneOut]
    receipts: list[ReceiptOut]
    invoices: list[InvoiceOut]
    can: list[str]
