from typing import ClassVar

from app.core.business import ModuleSettings


class RfqSettings(ModuleSettings):
    module: ClassVar[str] = "rfq"

    files: int
