from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id

Words = Annotated[str, Field(min_length=1, max_length=200)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OpenIn(_In):
    plan: str = Field(max_length=40)
    batch_id: Id


class ResultIn(_In):
    """`value` for a measure, `good` for yes or no."""

    value: float | None = Field(default=None, allow_inf_nan=False, ge=-1e12, le=1e12)
    good: bool | None = None
    note: str = Field(default="", max_length=100)


class JudgeIn(_In):
    note: str = Field(default="", max_length=300)


class ReasonIn(_In):
    reason: Words


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class PlanOut(BaseModel):
    id: str
    label: str
    kind: str
    kind_label: str


class ResultOut(BaseModel):
    position: int
    text: str
    kind: str
    minimum: float | None
    maximum: float | None
    unit: str
    required: bool
    value: float | None
    good: bool | None
    note: str


class InspectionOut(BaseModel):
    id: int
    number: str
    kind: str
    kind_label: str
    plan_label: str
    batch_id: int | None
    receipt_id: int | None
    item: str
    lot: str
    quantity: int
    status: str
    status_label: str
    inspector: str
    created_at: datetime
    judged_at: datetime | None


class InspectionDetail(InspectionOut):
    note: str
    reason: str
    conceded_by: str
    repeats_id: int | None
    repeated_by_id: int | None
    results: list[ResultOut]
    missing: list[str] = Field(description="Required checks without a result")
    can: list[str] = Field(description="What the reader may do with it now")
    pictures: list[str]
