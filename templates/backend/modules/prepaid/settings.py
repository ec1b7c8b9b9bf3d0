from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from app.core.business import ModuleSettings


class RateSince(BaseModel):
    """What applies from a day on, in basis points a year: 300 are 3.00 %."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date
    bp: int


class PrepaidSettings(ModuleSettings):
    module: ClassVar[str] = "prepaid"

    lpr: tuple[RateSince, ...]
    deposit_bp: int
