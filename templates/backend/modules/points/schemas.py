from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, field_validator


class ExpiringOut(BaseModel):
    points: int
    first_at: datetime = Field(description="When the first of them expire")


class RulesOut(BaseModel):
    earn_per_yuan: int
    redeem_per_yuan: int
    redeem_max_percent: int
    expire_months: int = Field(description="0: points never expire")


class PointsOut(BaseModel):
    balance: int = Field(description="What can be used now")
    owed: int = Field(description="Taken back after they were spent: points that come settle this first")
    expiring: ExpiringOut | None
    rules: RulesOut


class EntryOut(BaseModel):
    seq: int
    at: datetime
    biz_type: str
    order_id: int | None
    note: str
    points: int
    balance_after: int
    owed_after: int


class StaffEntryOut(EntryOut):
    actor: str


class StaffPointsOut(BaseModel):
    user_id: int
    nickname: str
    balance: int
    owed: int
    expiring: ExpiringOut | None


class AdjustIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    change: int = Field(ge=-1_000_000, le=1_000_000, description="Points given (positive) or taken away (negative)")
    reason: str = Field(min_length=1, max_length=100, description="The customer reads it")

    @field_validator("change")
    @classmethod
    def _some(cls, change: int) -> int:
        if change == 0:
            raise ValueError("数量不能为 0")
        return change
