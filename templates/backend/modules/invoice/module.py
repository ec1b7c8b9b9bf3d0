from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import OrderCanceled, OrderRefunded
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES
from app.modules.invoice import following, router, staff_router
from app.modules.invoice.admin import InvoiceView, contribute
from app.modules.invoice.personal_data import InvoicePersonalData
from app.modules.invoice.purposes import INVOICE
from app.modules.invoice.seeds import seed
from app.modules.invoice.settings import InvoiceSettings


def setup() -> None:
    PURPOSES.provide(INVOICE, owner="invoice", order=30)
    PERSONAL_DATA.provide(InvoicePersonalData(), owner="invoice")
    on(OrderRefunded, following.on_refund, name="invoice.order_refunded")
    on(OrderCanceled, following.on_cancel, name="invoice.order_canceled")
    contribute()


def admin() -> Sequence[BaseView]:
    return (InvoiceView(),)


MODULE = Module(
    name="invoice",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=InvoiceSettings,
)
