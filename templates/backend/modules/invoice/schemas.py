from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["personal", "company"]
Status = Literal["requested", "issued", "rejected", "canceled", "red_pending", "red_flushed"]
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{8,20}$")]
"""20 digits of a fully digital invoice; older kinds have fewer."""
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$")
]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InvoiceIn(_In):
    kind: Kind
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]
    tax_number: str = Field(default="", max_length=40, description="Of a company: its unified social credit code")
    email: Email


class IssueIn(_In):
    number: Number
    amount_fen: int = Field(gt=0, description="What it was made out for; another amount is refused")


class RejectIn(_In):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class RedFlushIn(_In):
    number: Number = Field(description="Of the red invoice")


class InvoiceOut(BaseModel):
    """As its customer sees it; for staff without `personal.reveal` the title of a person and the e-mail are masked."""

    id: int
    order_id: int
    order_no: str
    status: Status
    kind: Kind
    title: str | None = Field(description="null when the customer wants it forgotten; `tax_number` and `email` too")
    tax_number: str | None
    email: str | None
    amount_fen: int
    number: str | None
    red_number: str | None
    reason: str
    has_file: bool
    created_at: datetime
    issued_at: datetime | None
    closed_at: datetime | None


class StaffInvoice(InvoiceOut):
    user_id: int
    can: list[str] = Field(description="What the reader may do with it now")


class OrderInvoice(BaseModel):
    open: bool = Field(description="Whether one can be asked for now")
    amount_fen: int = Field(description="What was paid, less what went back")
    until: datetime | None = Field(description="Until when one can be asked for; null before the order's completion")
    companies: bool = Field(description="Whether it can be made out to a company")
    invoice: InvoiceOut | None = Field(description="The latest one")


class Requested(BaseModel):
    """What is kept under an Idempotency-Key: the invoice itself holds personal data."""

    id: int
