from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.contracts.work_order import Priority

Number = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PlanIn(_In):
    """By date: `every` and `unit` from `first_on`. By meter: `meter_every` from `meter_next`."""

    title: str = Field(min_length=1, max_length=60)
    description: str = Field(default="", max_length=500)
    asset: str = Field(default="", max_length=40)
    priority: Priority = "normal"
    checklist: str | None = Field(default=None, max_length=40)
    kind: Literal["date", "meter"] = "date"
    every: int = Field(default=1, ge=1, le=1000)
    unit: Literal["day", "week", "month"] = "month"
    from_completion: bool = Field(default=False, description="The next date counts from when the last order was done")
    first_on: date | None = Field(default=None, examples=["2027-01-01"])
    meter: str = Field(default="", max_length=40)
    meter_every: Number | None = None
    meter_next: Number | None = None
    active: bool = True

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "date" and self.first_on is None:
            raise ValueError("请填写第一次保养的日期")
        if self.kind == "meter" and (not self.meter or self.meter_every is None or self.meter_next is None):
            raise ValueError("请填写读数名称、间隔与下一次保养的读数")
        return self


class ReadingIn(_In):
    value: float = Field(ge=0, le=1e12, allow_inf_nan=False)


class PlanOut(BaseModel):
    id: int
    title: str
    description: str
    asset: str
    priority: str
    checklist: str | None
    kind: str
    every: int
    unit: str
    from_completion: bool
    first_on: date | None
    next_on: date | None
    meter: str
    meter_every: float
    meter_next: float | None
    meter_last: float | None
    active: bool
    rhythm: str = Field(description="In words")
    open_order_id: int | None = Field(description="The order that is not done yet")
