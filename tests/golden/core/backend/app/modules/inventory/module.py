from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.stock import LOCATIONS, STOCK
from app.core.module import Module
from app.modules.inventory.admin import StockView, contribute
from app.modules.inventory.admin_places import LocalStockView
from app.modules.inventory.counting import CountedStock
from app.modules.inventory.places_router import router as places_router
from app.modules.inventory.router import router
from app.modules.inventory.seeds import seed
from app.modules.inventory.settings import InventorySettings


def setup() -> None:
    STOCK.provide(CountedStock(), owner="inventory")
    contribute()


def admin() -> Sequence[BaseView]:
    return (StockView(), LocalStockView()) if LOCATIONS.all() else (StockView(),)


MODULE = Module(
    name="inventory", routers=(router, places_router), setup=setup, admin=admin, seed=seed, settings=InventorySettings
)
