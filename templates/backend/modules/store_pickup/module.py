from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import ORDER_PLACES, OrderCompleted, OrderReady
from app.contracts.pricing import PRICE_STEPS
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.store_pickup import picking, queries
from app.modules.store_pickup.admin import PickupView, contribute
from app.modules.store_pickup.choosing import PickupStep
from app.modules.store_pickup.personal_data import PickupData
from app.modules.store_pickup.router import router
from app.modules.store_pickup.settings import StorePickupSettings


def setup() -> None:
    PRICE_STEPS.provide(PickupStep(), owner="store_pickup", order=450)
    ORDER_PLACES.provide(queries.Counters(), owner="store_pickup")
    PERSONAL_DATA.provide(PickupData(), owner="store_pickup", order=260)
    on(OrderReady, picking.take_over, name="store_pickup.take_over")
    on(OrderCompleted, picking.finish, name="store_pickup.finish")
    contribute()


def admin() -> Sequence[BaseView]:
    return (PickupView(),)


MODULE = Module("store_pickup", routers=(router,), setup=setup, admin=admin, settings=StorePickupSettings)
