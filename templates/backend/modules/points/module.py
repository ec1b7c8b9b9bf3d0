from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.identity import UserRegistered
from app.contracts.order import OrderCompleted, OrderRefunded
from app.contracts.points import POINTS
from app.contracts.pricing import PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.points import events, orders, router, staff_router
from app.modules.points.admin import PointsView, contribute
from app.modules.points.jobs import EXPIRE, SWEEP, expire
from app.modules.points.personal_data import PointsData
from app.modules.points.settings import PointsSettings
from app.modules.points.step import PointsStep


class CountedPoints:
    collected = True


def setup() -> None:
    POINTS.provide(CountedPoints(), owner="points")
    PRICE_STEPS.provide(PointsStep(), owner="points", order=400)
    PERSONAL_DATA.provide(PointsData(), owner="points")
    on(UserRegistered, events.welcome, name="points.welcome")
    on(OrderCompleted, orders.completed, name="points.completed")
    on(OrderRefunded, events.refunded, name="points.refunded")
    jobs.every(timedelta(hours=1), EXPIRE, expire)
    jobs.register(SWEEP, expire)
    contribute()


def admin() -> Sequence[BaseView]:
    return (PointsView(),)


MODULE = Module(
    name="points",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    settings=PointsSettings,
)
