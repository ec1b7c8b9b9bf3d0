from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.erp_connector import ERP_SOURCES
from app.contracts.purchase_order import RECEIPTS
from app.contracts.supplier import SUPPLIER_WORK
from app.core.module import Module
from app.modules.purchase_order import router, staff_router
from app.modules.purchase_order.admin import OrderView
from app.modules.purchase_order.card import contribute
from app.modules.purchase_order.erp import ReceiptsForErp
from app.modules.purchase_order.queries import OrdersWaiting
from app.modules.purchase_order.receiving import KnownReceipts
from app.modules.purchase_order.seeds import seed
from app.modules.purchase_order.settings import PurchaseOrderSettings


def setup() -> None:
    RECEIPTS.provide(KnownReceipts(), owner="purchase_order")
    ERP_SOURCES.provide(ReceiptsForErp(), owner="purchase_order")
    SUPPLIER_WORK.provide(OrdersWaiting(), owner="purchase_order", order=30)
    contribute()


def admin() -> Sequence[BaseView]:
    return (OrderView(),)


MODULE = Module(
    name="purchase_order",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=PurchaseOrderSettings,
)
