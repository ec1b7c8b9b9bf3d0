from typing import ClassVar

from app.core.business import ModuleSettings


class PatientSettings(ModuleSettings):
    module: ClassVar[str] = "patient"

    max_patients: int = 10
