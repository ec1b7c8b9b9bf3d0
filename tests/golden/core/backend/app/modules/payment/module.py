from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.payment import PAYMENT
from app.core import jobs
from app.core.guard import GUARDS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.core.resources import Resources
from app.modules.payment import notify_router, refunding, router, staff_router, watching
from app.modules.payment.admin import PayAlertView, PayOrderView, PayRefundView, contribute
from app.modules.payment.channel import Channel, open_wechat_pay
from app.modules.payment.jobs import forget_notifications
from app.modules.payment.paying import WATCH
from app.modules.payment.personal_data import PaymentPersonalData
from app.modules.payment.provider import CLOSE, WeChatPayment
from app.modules.payment.settings import PaymentSettings, unfit_for_production

PROVIDERS = {"wechat_pay": open_wechat_pay}


def setup() -> None:
    PAYMENT.provide(WeChatPayment(), owner="payment")
    PERSONAL_DATA.provide(PaymentPersonalData(), owner="payment", order=300)
    contribute()
    GUARDS.provide(unfit_for_production, owner="payment")
    jobs.register_outside(WATCH, watching.watch)
    jobs.register_outside(CLOSE, watching.watch)
    jobs.register_outside(refunding.CARRY_OUT, refunding.carry_out)
    jobs.every(timedelta(days=1), "payment.forget_notifications", forget_notifications)


@asynccontextmanager
async def lifespan(resources: Resources) -> AsyncIterator[None]:
    async with PROVIDERS[PaymentSettings.load().provider]() as channel:
        resources.add(Channel, channel)
        yield


def admin() -> Sequence[BaseView]:
    return (PayOrderView(), PayRefundView(), PayAlertView())


MODULE = Module(
    "payment",
    routers=(notify_router.router, staff_router.router),
    routers_after_setup=router.pay_routers,
    setup=setup,
    lifespan=lifespan,
    admin=admin,
    settings=PaymentSettings,
)
