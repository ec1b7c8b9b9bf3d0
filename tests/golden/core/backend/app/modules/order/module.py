from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.erp_connector import ERP_SOURCES
from app.contracts.payment import PAYABLES, PaymentSucceeded, RefundFailed, RefundSucceeded
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, USES
from app.modules.order import payable, personal_data, placing, placing_router, router, staff_router
from app.modules.order.admin import OrderView, contribute
from app.modules.order.erp import OrdersForErp
from app.modules.order.jobs import expire
from app.modules.order.seeds import seed
from app.modules.order.settings import OrderSettings


def setup() -> None:
    ERP_SOURCES.provide(OrdersForErp(), owner="order")
    PAYABLES.provide(payable.PayableOrder(), owner="order")
    PERSONAL_DATA.provide(personal_data.OrderPersonalData(), owner="order", order=200)
    for use in personal_data.USES:
        USES.provide(use, owner=f"order.{use.purpose}")
    on(PaymentSucceeded, payable.on_payment_succeeded, name="order.payment_succeeded")
    on(RefundSucceeded, payable.on_refund_succeeded, name="order.refund_succeeded")
    on(RefundFailed, payable.on_refund_failed, name="order.refund_failed")
    jobs.register(placing.EXPIRE, expire)
    contribute()


def admin() -> Sequence[BaseView]:
    return [OrderView()]


MODULE = Module(
    name="order",
    routers=(router.router, staff_router.router),
    routers_after_setup=placing_router.placing_routers,
    setup=setup,
    admin=admin,
    seed=seed,
    settings=OrderSettings,
)
