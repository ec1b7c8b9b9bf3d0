from typing import ClassVar

from app.core.business import ModuleSettings


class SampleSettings(ModuleSettings):
    module: ClassVar[str] = "sample"

    photos: int
