from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from app.core.business import Duration, ModuleSettings
from app.modules.device.types import DeviceType


class DeviceSettings(ModuleSettings):
    module: ClassVar[str] = "device"

    types: Mapping[str, DeviceType]
    keep_for: Duration
    late_for: Duration
    ahead_for: Duration
    command_timeout: Duration

    def interval(self, kind: str) -> timedelta:
        """How often devices of a type tell something; of a type that is there no more, as most do."""
        return self.types[kind].interval if kind in self.types else DeviceType.model_fields["interval"].default
