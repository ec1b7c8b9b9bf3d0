from app.contracts.stock import STOCK
from app.core.module import Module
from app.modules.inventory.counting import CountedStock
from app.modules.inventory.router import router
from app.modules.inventory.seeds import seed
from app.modules.inventory.settings import InventorySettings


def setup() -> None:
    STOCK.provide(CountedStock(), owner="inventory")


MODULE = Module(name="inventory", routers=(router,), setup=setup, seed=seed, settings=InventorySettings)
