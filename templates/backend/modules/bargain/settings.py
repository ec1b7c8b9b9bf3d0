from typing import ClassVar, Literal

from app.core.business import ModuleSettings


class BargainSettings(ModuleSettings):
    module: ClassVar[str] = "bargain"

    buy_at: Literal["floor", "any"]
    helps_per_day: int
