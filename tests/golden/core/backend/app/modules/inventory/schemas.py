from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from app.core.ids import Id

Reason = Literal["received", "returned", "damaged", "counted", "other"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class AdjustIn(_In):
    change: int = Field(ge=-1_000_000, le=1_000_000, description="Pieces that came (positive) or went (negative)")
    reason: Reason
    note: str = Field(default="", max_length=100)

    @field_validator("change")
    @classmethod
    def _some(cls, change: int) -> int:
        if change == 0:
            raise ValueError("数量不能为 0")
        return change


class LocalAdjustIn(AdjustIn):
    location_id: Id


class TransferIn(_In):
    source_id: Id | None = Field(description="null: the warehouse")
    target_id: Id | None
    pieces: int = Field(ge=1, le=1_000_000)
    note: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _two_places(self) -> Self:
        if self.source_id == self.target_id:
            raise ValueError("调出和调入不能是同一个地点")
        return self


class LocalStockOut(BaseModel):
    location_id: int | None = Field(description="null: the warehouse")
    name: str
    available: int
    reserved: int


class LocalStocks(BaseModel):
    items: list[LocalStockOut]


class LowAtIn(_In):
    low_at: int = Field(ge=0, le=1_000_000)


class StockOut(BaseModel):
    sku_id: int
    code: str
    name: str
    specs_text: str
    available: int
    reserved: int
    low_at: int


class MoveOut(BaseModel):
    id: int
    location_id: int | None
    at: datetime
    reason: str
    subject: str | None
    subject_id: int | None
    actor: str
    note: str
    available_before: int
    available_after: int
    reserved_before: int
    reserved_after: int
