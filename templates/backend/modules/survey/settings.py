from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class SurveySettings(ModuleSettings):
    module: ClassVar[str] = "survey"

    window: Duration
    low_score: int
    question: str
