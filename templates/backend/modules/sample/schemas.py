from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SampleIn(_In):
    """`position`: the line of the request that it is a sample of; otherwise `item` says what it is."""

    rfq_id: Id
    supplier_id: Id
    position: int | None = Field(default=None, ge=1, le=100)
    item: str = Field(default="", max_length=60)
    quantity: int = Field(default=1, ge=1, le=9999)
    note: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if self.position is None and not self.item:
            raise ValueError("请选择询价里的一行，或写明是什么样品")
        return self


class SendIn(_In):
    carrier: str = Field(default="", max_length=30)
    tracking_number: str = Field(min_length=1, max_length=40)
    message: str = Field(default="", max_length=300)


class VerdictIn(_In):
    passed: bool
    verdict: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _with_reason(self) -> Self:
        if not self.passed and not self.verdict:
            raise ValueError("请写明哪里不合格")
        return self


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class PhotoOut(BaseModel):
    id: int
    url: str
    by_supplier: bool


class LineOut(BaseModel):
    """A line of the history."""

    label: str
    at: datetime
    who: str
    text: str


class VersionOut(BaseModel):
    id: int
    version: int
    status: str
    status_label: str
    verdict: str


class SampleBrief(BaseModel):
    id: int
    number: str
    version: int
    rfq_id: int
    item: str
    quantity: int
    status: str
    status_label: str
    created_at: datetime


class SampleOut(SampleBrief):
    """As its supplier sees it."""

    note: str
    carrier: str
    tracking_number: str
    message: str
    verdict: str
    photos: list[PhotoOut]
    versions: list[VersionOut] = Field(description="All of them, the first one first")
    can: list[str]


class StaffSample(SampleBrief):
    supplier_id: int
    supplier: str


class StaffSampleDetail(StaffSample):
    note: str
    carrier: str
    tracking_number: str
    message: str
    verdict: str
    photos: list[PhotoOut]
    versions: list[VersionOut]
    history: list[LineOut]
    can: list[str]
