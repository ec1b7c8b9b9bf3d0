from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.booking import CONCESSIONS
from app.core.module import Module
from app.modules.practitioner import router, staff_router
from app.modules.practitioner.admin import PractitionerView, contribute
from app.modules.practitioner.follow_ups import FreeFollowUps
from app.modules.practitioner.seeds import seed
from app.modules.practitioner.settings import PractitionerSettings


def setup() -> None:
    CONCESSIONS.provide(FreeFollowUps(), owner="practitioner")
    contribute()


def admin() -> Sequence[BaseView]:
    return (PractitionerView(),)


MODULE = Module(
    name="practitioner",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=PractitionerSettings,
)
