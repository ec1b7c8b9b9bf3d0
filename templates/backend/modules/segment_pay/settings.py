from typing import ClassVar

from app.core.business import ModuleSettings


class SegmentPaySettings(ModuleSettings):
    module: ClassVar[str] = "segment_pay"

    deduct_chapters: bool
