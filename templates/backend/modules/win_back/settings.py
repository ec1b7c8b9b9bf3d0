from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class WinBackSettings(ModuleSettings):
    module: ClassVar[str] = "win_back"

    after: Duration
