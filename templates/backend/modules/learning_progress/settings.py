from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class LearningProgressSettings(ModuleSettings):
    module: ClassVar[str] = "learning_progress"

    done_percent: int
    max_speed: float
    article_least: Duration
