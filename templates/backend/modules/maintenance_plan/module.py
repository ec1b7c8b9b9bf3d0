from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.work_order import WorkOrderCanceled, WorkOrderClosed
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.modules.maintenance_plan import planning
from app.modules.maintenance_plan.admin import PlanView, contribute
from app.modules.maintenance_plan.seeds import seed
from app.modules.maintenance_plan.settings import MaintenancePlanSettings
from app.modules.maintenance_plan.staff_router import router


def setup() -> None:
    jobs.every(timedelta(hours=1), "maintenance_plan.make", planning.make)
    on(WorkOrderClosed, planning.on_ended, name="maintenance_plan.closed")
    on(WorkOrderCanceled, planning.on_ended, name="maintenance_plan.canceled")
    contribute()


def admin() -> Sequence[BaseView]:
    return (PlanView(),)


MODULE = Module(
    name="maintenance_plan",
    routers=(router,),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=MaintenancePlanSettings,
)
