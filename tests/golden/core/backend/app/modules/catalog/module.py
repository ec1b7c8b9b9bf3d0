from app.contracts.order import OrderPaid
from app.contracts.traceability import ITEMS
from app.core.admin import AUDIT_WORDS
from app.core.events import on
from app.core.home import HOME_BLOCKS
from app.core.module import Module
from app.modules.catalog import admin
from app.modules.catalog.events import count_sold
from app.modules.catalog.home import Banners, Categories, Products
from app.modules.catalog.items import SkusAsItems
from app.modules.catalog.router import router
from app.modules.catalog.seeds import seed
from app.modules.catalog.settings import CatalogSettings
from app.modules.catalog.staff_router import router as staff_router
from app.modules.catalog.window_router import router as window_router


def setup() -> None:
    HOME_BLOCKS.provide(Banners(), owner="catalog.banner")
    HOME_BLOCKS.provide(Categories(), owner="catalog.categories")
    HOME_BLOCKS.provide(Products(), owner="catalog.products")
    ITEMS.provide(SkusAsItems(), owner="catalog")
    AUDIT_WORDS.provide(admin.WORDS, owner="catalog")
    on(OrderPaid, count_sold, name="catalog.count_sold")


MODULE = Module(
    name="catalog",
    routers=(router, staff_router, window_router),
    setup=setup,
    admin=admin.views,
    seed=seed,
    settings=CatalogSettings,
)
