from typing import ClassVar

from app.core.business import ModuleSettings


class StorePickupSettings(ModuleSettings):
    module: ClassVar[str] = "store_pickup"

    offered: int
    wrong_codes: int
