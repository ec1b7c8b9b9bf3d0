from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.aftersale import RETURNS
from app.contracts.order import OrderCanceled, OrderRefunded
from app.contracts.payment import RefundFailed, RefundSucceeded
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES
from app.modules.aftersale import events, moves, refunding, router, staff_router
from app.modules.aftersale.admin import AftersaleView, contribute
from app.modules.aftersale.exemption_view import ExemptionView
from app.modules.aftersale.jobs import FORGET_PICTURE, due, forget_picture, forget_pictures
from app.modules.aftersale.personal_data import AftersalePersonalData
from app.modules.aftersale.provider import CountedReturns
from app.modules.aftersale.purposes import AFTERSALE
from app.modules.aftersale.seeds import seed
from app.modules.aftersale.settings import AftersaleSettings


def setup() -> None:
    RETURNS.provide(CountedReturns(), owner="aftersale")
    PURPOSES.provide(AFTERSALE, owner="aftersale", order=30)
    PERSONAL_DATA.provide(AftersalePersonalData(), owner="aftersale", order=150)
    on(RefundSucceeded, refunding.on_refund_succeeded, name="aftersale.refund_succeeded")
    on(RefundFailed, refunding.on_refund_failed, name="aftersale.refund_failed")
    on(OrderCanceled, events.on_order_canceled, name="aftersale.order_canceled")
    on(OrderRefunded, events.on_order_refunded, name="aftersale.order_refunded")
    jobs.register(moves.DUE, due)
    jobs.register_outside(FORGET_PICTURE, forget_picture)
    jobs.every(timedelta(hours=6), "aftersale.forget_pictures", forget_pictures)
    contribute()


def admin() -> Sequence[BaseView]:
    return (AftersaleView(), ExemptionView())


MODULE = Module(
    name="aftersale",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=AftersaleSettings,
)
