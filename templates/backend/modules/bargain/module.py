from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import OrderPaid
from app.contracts.pricing import ACTIVITIES, PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.bargain import router, staff_router
from app.modules.bargain.admin import ActivityView, BargainView, contribute
from app.modules.bargain.bargaining import EXPIRE
from app.modules.bargain.events import expire, note_bought
from app.modules.bargain.personal_data import BargainData
from app.modules.bargain.seeds import seed
from app.modules.bargain.settings import BargainSettings
from app.modules.bargain.step import STEP, BargainStep

PLACE = 130
"""In the chain of prices: among the activities."""


def setup() -> None:
    PRICE_STEPS.provide(BargainStep(), owner="bargain", order=PLACE)
    ACTIVITIES.provide(STEP, owner="bargain")
    PERSONAL_DATA.provide(BargainData(), owner="bargain")
    on(OrderPaid, note_bought, name="bargain.note_bought")
    jobs.register(EXPIRE, expire)
    contribute()


def admin() -> Sequence[BaseView]:
    return [ActivityView(), BargainView()]


MODULE = Module(
    name="bargain",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=BargainSettings,
)
