from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import HOLDS, OrderPaid
from app.contracts.pricing import ACTIVITIES, PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.group_buy import router, staff_router
from app.modules.group_buy.admin import ActivityView, GroupView, contribute
from app.modules.group_buy.events import count_paid, expire
from app.modules.group_buy.forming import EXPIRE
from app.modules.group_buy.personal_data import GroupBuyData
from app.modules.group_buy.seeds import seed
from app.modules.group_buy.settings import GroupBuySettings
from app.modules.group_buy.step import STEP, GroupBuyStep, UntilComplete

PLACE = 120
"""In the chain of prices: among the activities."""


def setup() -> None:
    PRICE_STEPS.provide(GroupBuyStep(), owner="group_buy", order=PLACE)
    ACTIVITIES.provide(STEP, owner="group_buy")
    HOLDS.provide(UntilComplete(), owner="group_buy")
    PERSONAL_DATA.provide(GroupBuyData(), owner="group_buy")
    on(OrderPaid, count_paid, name="group_buy.count_paid")
    jobs.register(EXPIRE, expire)
    contribute()


def admin() -> Sequence[BaseView]:
    return [ActivityView(), GroupView()]


MODULE = Module(
    name="group_buy",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=GroupBuySettings,
)
