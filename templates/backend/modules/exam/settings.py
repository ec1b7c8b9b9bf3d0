from typing import ClassVar, Literal

from app.core.business import Duration, ModuleSettings


class ExamSettings(ModuleSettings):
    module: ClassVar[str] = "exam"

    grace: Duration
    partial: Literal["none", "half"]
    answers_shown: Literal["graded", "passed"]
