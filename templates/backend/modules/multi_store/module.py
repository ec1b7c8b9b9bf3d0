from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.stock import LOCATIONS
from app.core.module import Module
from app.modules.multi_store.admin import StoreView, contribute
from app.modules.multi_store.locations import StoresAsLocations
from app.modules.multi_store.router import router
from app.modules.multi_store.seeds import seed
from app.modules.multi_store.settings import MultiStoreSettings
from app.modules.multi_store.staff_router import router as staff_router


def setup() -> None:
    LOCATIONS.provide(StoresAsLocations(), owner="multi_store")
    contribute()


def admin() -> Sequence[BaseView]:
    return (StoreView(),)


MODULE = Module(
    name="multi_store",
    routers=(router, staff_router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=MultiStoreSettings,
)
