from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

Fen = Annotated[int, Field(ge=1, le=10**9)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class LineIn(_In):
    item: str = Field(min_length=1, max_length=60)
    spec: str = Field(default="", max_length=200)
    quantity: int = Field(ge=1, le=10**7)
    unit: str = Field(default="件", min_length=1, max_length=10)
    wanted_on: date | None = None
    sku_id: Id | None = None


class RfqIn(_In):
    """`deadline` with its zone."""

    title: str = Field(min_length=1, max_length=60)
    note: str = Field(default="", max_length=500)
    deadline: AwareDatetime
    lines: list[LineIn] = Field(min_length=1, max_length=100)
    supplier_ids: list[Id] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.supplier_ids)) < len(self.supplier_ids):
            raise ValueError("同一家供应商只能邀请一次")
        return self


class ReasonIn(_In):
    reason: str = Field(min_length=1, max_length=200)


class PriceIn(_In):
    line_id: Id
    price_fen: Fen


class QuoteIn(_In):
    """`revision` is the one that was read; a line without a price is not offered."""

    revision: int = Field(ge=1, le=10_000)
    lines: list[PriceIn] = Field(min_length=1, max_length=100)
    lead_days: int = Field(ge=0, le=999)
    valid_until: date
    remark: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({line.line_id for line in self.lines}) < len(self.lines):
            raise ValueError("同一行只能报一个价")
        return self


class ChoiceIn(_In):
    line_id: Id
    supplier_id: Id


class AwardIn(_In):
    """To one supplier whatever he offers, or line by line."""

    supplier_id: Id | None = None
    lines: list[ChoiceIn] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.supplier_id is None) == (not self.lines):
            raise ValueError("整单定标选一家供应商，或者按行选")
        if len({line.line_id for line in self.lines}) < len(self.lines):
            raise ValueError("同一行只能定给一家")
        return self


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class LineOut(BaseModel):
    id: int
    position: int
    item: str
    spec: str
    quantity: int
    unit: str
    wanted_on: date | None


class FileOut(BaseModel):
    id: int
    name: str
    kind: str


class RfqBrief(BaseModel):
    id: int
    number: str
    title: str
    status: str
    status_label: str
    revision: int
    deadline: datetime
    quotes: int = Field(description="Of the revision that counts")
    invited: int
    created_at: datetime


class InvitedOut(BaseModel):
    supplier_id: int
    name: str
    quoted: bool


class AwardOut(BaseModel):
    id: int
    supplier_id: int
    supplier: str
    total_fen: int


class RfqDetail(RfqBrief):
    note: str
    reason: str
    lines: list[LineOut]
    files: list[FileOut]
    suppliers: list[InvitedOut]
    awards: list[AwardOut]
    can: list[str]


class OfferOut(BaseModel):
    """One supplier's price for one line; null where he offers none."""

    supplier_id: int
    price_fen: int | None
    amount_fen: int | None
    lowest: bool


class ComparedLine(LineOut):
    offers: list[OfferOut]


class ComparedSupplier(BaseModel):
    """`lowest`: of those that offer every line, the one with the lowest total."""

    supplier_id: int
    name: str
    total_fen: int
    missing: list[int] = Field(description="Positions that he does not offer")
    lead_days: int
    valid_until: date
    remark: str
    lowest: bool
    status_label: str


class Comparison(BaseModel):
    """Columns are suppliers that have quoted, in the same order in each line."""

    id: int
    number: str
    title: str
    revision: int
    suppliers: list[ComparedSupplier]
    lines: list[ComparedLine]


class PriceOut(BaseModel):
    line_id: int
    price_fen: int


class QuoteOut(BaseModel):
    status: str
    status_label: str
    revision: int
    lines: list[PriceOut]
    lead_days: int
    valid_until: date
    remark: str
    total_fen: int
    submitted_at: datetime | None


class AskedBrief(BaseModel):
    """A request, as one of those who are invited sees it."""

    id: int
    number: str
    title: str
    status: str
    status_label: str
    revision: int
    deadline: datetime
    quote_status: str = Field(description="Of his quote for the revision that counts, '' for none")
    quote_label: str
    may_quote: bool


class AskedDetail(AskedBrief):
    note: str
    lines: list[LineOut]
    files: list[FileOut]
    quote: QuoteOut | None = Field(description="His last one, also when it is for an older revision")
