from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.supplier import SUPPLIER_WORK
from app.core.module import Module
from app.modules.sample import router, staff_router
from app.modules.sample.admin import SampleView, contribute
from app.modules.sample.queries import SamplesWaiting
from app.modules.sample.seeds import seed
from app.modules.sample.settings import SampleSettings


def setup() -> None:
    SUPPLIER_WORK.provide(SamplesWaiting(), owner="sample", order=20)
    contribute()


def admin() -> Sequence[BaseView]:
    return (SampleView(),)


MODULE = Module(
    name="sample",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=SampleSettings,
)
