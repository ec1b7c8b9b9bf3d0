from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class SegmentPaySettings(ModuleSettings):
    module: ClassVar[str] = "segment_pay"

    cooling_off: Duration
    deduct_chapters: bool
