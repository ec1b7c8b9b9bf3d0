from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from app.core.business import ModuleSettings


class OpeningTier(BaseModel):
    """A tier as the shop opens with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    growth: int
    price_percent: int = 100
    points_percent: int = 100
    benefits: tuple[str, ...] = ()


class MemberTierSettings(ModuleSettings):
    module: ClassVar[str] = "member_tier"

    growth_per_yuan: int
    growth_months: int
    keep_months: int
    with_activities: bool
    member_day: int
    member_day_points_percent: int
    tiers: tuple[OpeningTier, ...]
