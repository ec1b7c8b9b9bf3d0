from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class PractitionerSettings(ModuleSettings):
    module: ClassVar[str] = "practitioner"

    follow_ups: int
    follow_ups_within: Duration
