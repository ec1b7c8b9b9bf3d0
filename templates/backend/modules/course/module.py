from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.home import HOME_BLOCKS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.course import admin as console
from app.modules.course import enrolling, files, lesson_router, router, staff_router
from app.modules.course.home import CoursesBlock
from app.modules.course.personal_data import CourseData
from app.modules.course.seeds import seed
from app.modules.course.settings import CourseSettings


def setup() -> None:
    HOME_BLOCKS.provide(CoursesBlock(), owner="course")
    PERSONAL_DATA.provide(CourseData(), owner="course")
    jobs.register(enrolling.EXPIRE, enrolling.expire)
    jobs.register_outside(files.FORGET, files.forget)
    jobs.every(timedelta(hours=6), "course.forget_unused", files.forget_unused)
    console.contribute()


def admin() -> Sequence[BaseView]:
    return console.views()


MODULE = Module(
    name="course",
    routers=(router.router, staff_router.router, lesson_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=CourseSettings,
)
