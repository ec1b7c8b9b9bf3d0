from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class OpenApiSettings(ModuleSettings):
    module: ClassVar[str] = "open_api"

    rate: str
    """Calls with one key, such as "120/minute"."""
    attempts: int
    overlap: Duration
    keep_for: Duration
