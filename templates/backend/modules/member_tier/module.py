from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.order import OrderCompleted, OrderRefunded
from app.contracts.points import MULTIPLIERS
from app.contracts.pricing import PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.member_tier import orders, router, staff_router
from app.modules.member_tier.admin import contribute, views
from app.modules.member_tier.jobs import REASSESS, REVIEW, REVIEW_MORE, reassess, review
from app.modules.member_tier.multiplier import TierMultiplier
from app.modules.member_tier.personal_data import MemberData
from app.modules.member_tier.settings import MemberTierSettings
from app.modules.member_tier.step import MemberPrice


def setup() -> None:
    PRICE_STEPS.provide(MemberPrice(), owner="member_tier", order=200)
    MULTIPLIERS.provide(TierMultiplier(), owner="member_tier")
    PERSONAL_DATA.provide(MemberData(), owner="member_tier")
    on(OrderCompleted, orders.completed, name="member_tier.completed")
    on(OrderRefunded, orders.refunded, name="member_tier.refunded")
    jobs.every(timedelta(hours=1), REVIEW, review)
    jobs.register(REVIEW_MORE, review)
    jobs.register(REASSESS, reassess)
    contribute()


def admin() -> Sequence[BaseView]:
    return views()


MODULE = Module(
    name="member_tier",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    settings=MemberTierSettings,
)
