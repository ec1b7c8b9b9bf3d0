from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.aftersale import AftersaleCompleted
from app.contracts.order import HANDED_OVER, OrderCanceled, OrderCompleted, OrderReady
from app.contracts.pricing import PRICE_STEPS
from app.contracts.shipping_info import ReceiptConfirmed
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, USES
from app.modules.delivery import personal_data, router, rules_router, serving, shipping, staff_router
from app.modules.delivery.admin import contribute, views
from app.modules.delivery.freight import Freight
from app.modules.delivery.seeds import seed
from app.modules.delivery.settings import DeliverySettings
from app.modules.delivery.tracking import track


def setup() -> None:
    PRICE_STEPS.provide(Freight(), owner="delivery", order=500)
    PERSONAL_DATA.provide(personal_data.DeliveryData(), owner="delivery", order=250)
    HANDED_OVER.provide(shipping.Parcels(), owner="delivery")
    USES.provide(personal_data.USE, owner="delivery")
    on(OrderReady, serving.take_over, name="delivery.take_over")
    on(OrderCanceled, serving.stop, name="delivery.stop")
    on(OrderCompleted, serving.finish, name="delivery.finish")
    on(ReceiptConfirmed, serving.confirmed, name="delivery.confirmed")
    on(AftersaleCompleted, serving.go_on, name="delivery.go_on")
    jobs.register(shipping.COMPLETE, serving.complete_by_itself)
    jobs.register_outside(shipping.TRACK, track)
    contribute()


def admin() -> Sequence[BaseView]:
    return views()


MODULE = Module(
    name="delivery",
    routers=(router.router, staff_router.router, rules_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=DeliverySettings,
)
