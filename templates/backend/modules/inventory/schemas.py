from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

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
