from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.purchase_order import PurchaseOrderReceived
from app.core.events import on
from app.core.module import Module
from app.modules.qc import opening
from app.modules.qc.admin import InspectionView, contribute
from app.modules.qc.seeds import seed
from app.modules.qc.settings import QcSettings
from app.modules.qc.staff_router import router


def setup() -> None:
    on(PurchaseOrderReceived, opening.on_received, name="qc.received")
    contribute()


def admin() -> Sequence[BaseView]:
    return (InspectionView(),)


MODULE = Module(
    name="qc",
    routers=(router,),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=QcSettings,
)
