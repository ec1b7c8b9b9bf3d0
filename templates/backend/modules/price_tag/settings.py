from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from app.core.business import Duration, ModuleSettings


class TagType(BaseModel):
    """A type of device that shows prices: the command for that, and its parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str
    command: str
    price: str
    name: str | None = None
    version: str | None = None


class PriceTagSettings(ModuleSettings):
    module: ClassVar[str] = "price_tag"

    tags: Mapping[str, TagType]
    late_after: Duration

    @property
    def device_types(self) -> set[str]:
        return {one.device for one in self.tags.values()}

    def of_type(self, kind: str) -> TagType | None:
        return next((one for one in self.tags.values() if one.device == kind), None)
