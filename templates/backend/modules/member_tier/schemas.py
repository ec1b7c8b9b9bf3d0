from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from app.core.ids import Id

Benefit = Annotated[str, StringConstraints(min_length=1, max_length=30)]


class TierOut(BaseModel):
    id: int
    name: str
    growth: int = Field(description="From how much growth on")
    price_percent: int = Field(description="Percent of the usual price that members pay")
    points_percent: int | None = Field(description="Percent of the usual points; null where none are counted")
    benefits: list[str]
    category_names: list[str] = Field(description="What the member price is for; none: all goods")


class NextOut(BaseModel):
    name: str
    missing: int


class GrowthRulesOut(BaseModel):
    growth_per_yuan: int
    growth_months: int
    keep_months: int
    member_day: int = Field(description="On which day of the month more points are earned; 0 for none")
    member_day_points_percent: int


class MembershipOut(BaseModel):
    growth: int = Field(description="What counts now")
    tier: TierOut | None
    until: datetime | None = Field(description="Until when the tier is kept; null for the first, which stays")
    next: NextOut | None
    tiers: list[TierOut]
    rules: GrowthRulesOut


class GrowthOut(BaseModel):
    id: int
    at: datetime
    biz_type: str
    order_id: int | None
    note: str
    growth: int


class StaffGrowthOut(GrowthOut):
    actor: str


class SkuPriceOut(BaseModel):
    sku_id: int
    price_fen: int


class MemberPricesOut(BaseModel):
    """The member's own prices; no items where they are the usual ones."""

    tier: str | None
    items: list[SkuPriceOut]


class ChangeOut(BaseModel):
    at: datetime
    was: str
    now: str
    reason: str


class StaffMemberOut(BaseModel):
    user_id: int
    nickname: str
    growth: int
    tier: str | None
    since: datetime | None
    until: datetime | None
    changes: list[ChangeOut]


class TierIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=12)
    growth: int = Field(ge=0, le=100_000_000)
    price_percent: int = Field(default=100, ge=1, le=100)
    points_percent: int = Field(default=100, ge=100, le=1000)
    benefits: list[Benefit] = Field(default_factory=list, max_length=10)
    category_ids: list[Id] = Field(default_factory=list, max_length=50)

    @field_validator("category_ids")
    @classmethod
    def _each_once(cls, ids: list[int]) -> list[int]:
        return sorted(set(ids))


class StaffTierOut(TierIn):
    model_config = ConfigDict(from_attributes=True)

    id: int


class AdjustIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    change: int = Field(ge=-100_000_000, le=100_000_000, description="Growth given (positive) or taken away (negative)")
    reason: str = Field(min_length=1, max_length=100, description="The customer reads it")

    @field_validator("change")
    @classmethod
    def _some(cls, change: int) -> int:
        if change == 0:
            raise ValueError("数量不能为 0")
        return change
