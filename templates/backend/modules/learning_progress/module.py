from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.course import PROGRESS
from app.contracts.exam import AttemptGraded
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.learning_progress import learning, router, staff_router
from app.modules.learning_progress.admin import FunnelView, contribute
from app.modules.learning_progress.personal_data import LearningData
from app.modules.learning_progress.progress import Followed
from app.modules.learning_progress.seeds import seed
from app.modules.learning_progress.settings import LearningProgressSettings


def setup() -> None:
    PROGRESS.provide(Followed(), owner="learning_progress")
    PERSONAL_DATA.provide(LearningData(), owner="learning_progress")
    on(AttemptGraded, learning.on_attempt_graded, name="learning_progress.attempt_graded")
    contribute()


def admin() -> Sequence[BaseView]:
    return (FunnelView(),)


MODULE = Module(
    name="learning_progress",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=LearningProgressSettings,
)
