from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class CourseSettings(ModuleSettings):
    module: ClassVar[str] = "course"

    link_lasts: Duration
    max_video_mb: int
    max_material_mb: int
