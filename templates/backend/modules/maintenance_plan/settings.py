from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class MaintenancePlanSettings(ModuleSettings):
    module: ClassVar[str] = "maintenance_plan"

    ahead: Duration
