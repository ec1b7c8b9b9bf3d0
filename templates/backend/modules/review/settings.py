from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class ReviewSettings(ModuleSettings):
    module: ClassVar[str] = "review"

    window: Duration
    max_pictures: int
    anonymous: bool
