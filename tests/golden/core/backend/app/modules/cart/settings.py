from typing import ClassVar

from app.core.business import ModuleSettings


class CartSettings(ModuleSettings):
    module: ClassVar[str] = "cart"

    max_lines: int
    max_quantity: int
