from typing import ClassVar

from app.core.business import ModuleSettings


class ActivitySettings(ModuleSettings):
    module: ClassVar[str] = "activity"

    accounts_per_phone: int
    accounts_per_address: int
