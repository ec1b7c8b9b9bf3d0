from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.marketing import BirthdayNeared
from app.contracts.order import OrderPaid
from app.contracts.pricing import PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.coupon import router, staff_router
from app.modules.coupon.admin import CouponView, TemplateView, contribute
from app.modules.coupon.events import give_on_birthday, use_paid
from app.modules.coupon.jobs import PERIOD, expire
from app.modules.coupon.personal_data import CouponData
from app.modules.coupon.seeds import seed
from app.modules.coupon.settings import CouponSettings
from app.modules.coupon.step import CouponStep

PLACE = 300
"""In the chain of prices: after activities and member prices, before points and freight."""


def setup() -> None:
    PRICE_STEPS.provide(CouponStep(), owner="coupon", order=PLACE)
    PERSONAL_DATA.provide(CouponData(), owner="coupon")
    on(OrderPaid, use_paid, name="coupon.use_paid")
    on(BirthdayNeared, give_on_birthday, name="coupon.give_on_birthday")
    jobs.every(PERIOD, "coupon.expire", expire)
    contribute()


def admin() -> Sequence[BaseView]:
    return [TemplateView(), CouponView()]


MODULE = Module(
    name="coupon",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=CouponSettings,
)
