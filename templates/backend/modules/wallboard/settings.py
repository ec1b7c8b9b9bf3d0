from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class WallboardSettings(ModuleSettings):
    module: ClassVar[str] = "wallboard"

    refresh: Duration
