from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from app.core.business import Duration, ModuleSettings


class Funnel(BaseModel):
    """A way through the shop; `steps` are ids of what is noted, in the order in which it should happen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    steps: tuple[str, ...]


class TrackingSettings(ModuleSettings):
    module: ClassVar[str] = "tracking"

    funnels: tuple[Funnel, ...]
    keep_for: Duration
