from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.module import Module
from app.modules.traceability import open_router, router, scanning, staff_router
from app.modules.traceability.admin import BatchView, contribute
from app.modules.traceability.seeds import seed
from app.modules.traceability.settings import TraceabilitySettings


def setup() -> None:
    jobs.every(timedelta(hours=6), "traceability.forget", scanning.forget)
    contribute()


def admin() -> Sequence[BaseView]:
    return (BatchView(),)


MODULE = Module(
    name="traceability",
    routers=(router.router, staff_router.router),
    routers_after_setup=open_router.routers,
    pages=(router.pages,),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=TraceabilitySettings,
)
