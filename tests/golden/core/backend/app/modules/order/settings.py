from typing import ClassVar, Literal

from app.core.business import Duration, ModuleSettings


class OrderSettings(ModuleSettings):
    module: ClassVar[str] = "order"

    payment_timeout: Duration
    max_open_orders: int
    max_lines: int
    address: Literal["required", "optional"]
