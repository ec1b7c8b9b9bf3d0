from typing import ClassVar, Literal

from app.core.business import ModuleSettings


class ShippingInfoSettings(ModuleSettings):
    module: ClassVar[str] = "shipping_info"

    upload: Literal["always", "never"]
