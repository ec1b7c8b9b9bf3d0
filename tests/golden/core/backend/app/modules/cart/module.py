from app.contracts.order import OrderCreated
from app.core.admin import AUDIT_WORDS
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.cart.events import take_out_ordered
from app.modules.cart.privacy import CartData
from app.modules.cart.router import router
from app.modules.cart.settings import CartSettings

WORDS = {"cart.take_out_ordered": "移出购物车里已下单的商品"}
"""What staff read at the console."""


def setup() -> None:
    AUDIT_WORDS.provide(WORDS, owner="cart")
    on(OrderCreated, take_out_ordered, name="cart.take_out_ordered")
    PERSONAL_DATA.provide(CartData(), owner="cart")


MODULE = Module(name="cart", routers=(router,), setup=setup, settings=CartSettings)
