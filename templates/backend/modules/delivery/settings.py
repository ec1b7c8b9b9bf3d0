from typing import ClassVar

from app.core.business import Duration, ModuleSettings, YuanAsFen


class DeliverySettings(ModuleSettings):
    module: ClassVar[str] = "delivery"

    freight: YuanAsFen
    free_from: YuanAsFen
    auto_complete: Duration
    track_every: Duration
