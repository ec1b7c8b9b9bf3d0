from typing import ClassVar

from app.core.business import ModuleSettings


class EmrSettings(ModuleSettings):
    module: ClassVar[str] = "emr"

    keep_years: int = 15
