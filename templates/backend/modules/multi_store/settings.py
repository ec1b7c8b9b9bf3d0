from typing import ClassVar, Literal

from app.core.business import ModuleSettings


class MultiStoreSettings(ModuleSettings):
    module: ClassVar[str] = "multi_store"

    listed: int
    closed: Literal["show", "hide"]
