from typing import ClassVar

from app.core.business import ModuleSettings


class TraceabilitySettings(ModuleSettings):
    module: ClassVar[str] = "traceability"

    labels: int
    """On one sheet of labels where nobody says how many."""
