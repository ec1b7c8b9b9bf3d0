from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import OrderPaid
from app.contracts.pricing import ACTIVITIES, PRICE_STEPS
from app.core.events import on
from app.core.home import HOME_BLOCKS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.flash_sale import router, staff_router
from app.modules.flash_sale.admin import SaleView, contribute
from app.modules.flash_sale.events import count_sold
from app.modules.flash_sale.home import FlashSaleBlock
from app.modules.flash_sale.personal_data import FlashSaleData
from app.modules.flash_sale.seeds import seed
from app.modules.flash_sale.settings import FlashSaleSettings
from app.modules.flash_sale.step import STEP, FlashSaleStep

PLACE = 110
"""In the chain of prices: the first of the activities."""


def setup() -> None:
    PRICE_STEPS.provide(FlashSaleStep(), owner="flash_sale", order=PLACE)
    ACTIVITIES.provide(STEP, owner="flash_sale")
    HOME_BLOCKS.provide(FlashSaleBlock(), owner="flash_sale")
    PERSONAL_DATA.provide(FlashSaleData(), owner="flash_sale")
    on(OrderPaid, count_sold, name="flash_sale.count_sold")
    contribute()


def admin() -> Sequence[BaseView]:
    return [SaleView()]


MODULE = Module(
    name="flash_sale",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=FlashSaleSettings,
)
