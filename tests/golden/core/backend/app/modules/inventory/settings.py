from typing import ClassVar, Literal

from app.core.business import ModuleSettings


class InventorySettings(ModuleSettings):
    module: ClassVar[str] = "inventory"

    low_at: int
    uncounted: Literal["sold_out", "unlimited"]
