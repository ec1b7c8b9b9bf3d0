from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class MarketingSettings(ModuleSettings):
    module: ClassVar[str] = "marketing_automation"

    rest: Duration
    birthday_ahead: int
