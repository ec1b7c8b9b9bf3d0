from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.exam import QUIZZES
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.exam import admin as console
from app.modules.exam import router, staff_router, taking
from app.modules.exam.personal_data import ExamData
from app.modules.exam.quizzes import ExamQuizzes
from app.modules.exam.seeds import seed
from app.modules.exam.settings import ExamSettings


def setup() -> None:
    QUIZZES.provide(ExamQuizzes(), owner="exam")
    PERSONAL_DATA.provide(ExamData(), owner="exam")
    jobs.register(taking.EXPIRE, taking.expire)
    console.contribute()


def admin() -> Sequence[BaseView]:
    return console.views()


MODULE = Module(
    name="exam",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=ExamSettings,
)
