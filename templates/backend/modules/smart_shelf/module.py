from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.module import Module
from app.modules.device.api import LISTENERS
from app.modules.smart_shelf import queries, replenishing
from app.modules.smart_shelf.admin import HeatView, ReplenishmentView, SlotView, contribute
from app.modules.smart_shelf.counting import Scales
from app.modules.smart_shelf.seeds import seed
from app.modules.smart_shelf.settings import SmartShelfSettings
from app.modules.smart_shelf.staff_router import router


def setup() -> None:
    LISTENERS.provide(Scales(), owner="smart_shelf")
    contribute()
    jobs.register_outside(replenishing.JOB, replenishing.notify)
    jobs.every(timedelta(minutes=1), "smart_shelf.sweep", replenishing.sweep)
    jobs.every(timedelta(hours=6), "smart_shelf.purge", queries.purge)


def admin() -> Sequence[BaseView]:
    return SlotView(), HeatView(), ReplenishmentView()


MODULE = Module(
    name="smart_shelf",
    routers=(router,),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=SmartShelfSettings,
)
