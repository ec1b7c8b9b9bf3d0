from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class PointsSettings(ModuleSettings):
    module: ClassVar[str] = "points"

    earn_per_yuan: int
    redeem_per_yuan: int
    redeem_max_percent: int
    expire_months: int
    expiring_soon: Duration
    welcome_points: int
