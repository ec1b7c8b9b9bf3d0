from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.alarm import ACTIONS
from app.contracts.wallboard import PANELS
from app.contracts.work_order import WORK_ORDERS
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.work_order import attachments, moves, router, staff_router, work_router
from app.modules.work_order.admin import WorkOrderView
from app.modules.work_order.from_alarms import OrderForAlarm
from app.modules.work_order.on_wall import OrdersOnWall
from app.modules.work_order.opening import OpensWorkOrders
from app.modules.work_order.personal_data import WorkOrderPersonalData
from app.modules.work_order.request_view import RequestView, contribute
from app.modules.work_order.seeds import seed
from app.modules.work_order.settings import WorkOrderSettings


def setup() -> None:
    PANELS.provide(OrdersOnWall(), owner="work_order", order=30)
    WORK_ORDERS.provide(OpensWorkOrders(), owner="work_order")
    ACTIONS.provide(OrderForAlarm(), owner="work_order")
    PERSONAL_DATA.provide(WorkOrderPersonalData(), owner="work_order", order=160)
    jobs.every(timedelta(hours=1), "work_order.archive_due", moves.archive_due)
    jobs.every(timedelta(hours=6), "work_order.forget_pictures", attachments.forget_unused)
    jobs.register_outside(attachments.FORGET_PICTURE, attachments.forget_picture)
    contribute()


def admin() -> Sequence[BaseView]:
    return (WorkOrderView(), RequestView())


MODULE = Module(
    name="work_order",
    routers=(router.router, staff_router.router, work_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=WorkOrderSettings,
)
