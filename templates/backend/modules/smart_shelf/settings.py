from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from app.core.business import Duration, ModuleSettings
from app.core.settings import EnvironmentSettings

GRAMS = {"g": 1, "kg": 1000}


class Weight(BaseModel):
    """A reading of a type of device that is a weight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str
    reading: str
    unit: Literal["g", "kg"] = "g"


class SmartShelfSettings(ModuleSettings):
    module: ClassVar[str] = "smart_shelf"

    weights: Mapping[str, Weight]
    tolerance: int
    keep_for: Duration

    @property
    def device_types(self) -> set[str]:
        return {one.device for one in self.weights.values()}

    def readings(self, kind: str) -> dict[str, int]:
        """The weights that a type of device tells, and how many grams one of its units is."""
        return {one.reading: GRAMS[one.unit] for one in self.weights.values() if one.device == kind}


class SmartShelfEnvironment(EnvironmentSettings):
    smart_shelf_wecom_webhook: SecretStr = SecretStr("")


@cache
def environment() -> SmartShelfEnvironment:
    return SmartShelfEnvironment()
