from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class FlashSaleSettings(ModuleSettings):
    module: ClassVar[str] = "flash_sale"

    announced_before: Duration
