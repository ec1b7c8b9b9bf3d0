from app.contracts.cart import CartFilled
from app.contracts.order import OrderCreated
from app.core.admin import AUDIT_WORDS
from app.core.events import on
from app.core.module import Module
from app.modules.cart_reminder.journey import JOURNEY, begin, stop
from app.modules.cart_reminder.settings import CartReminderSettings
from app.modules.marketing_automation.api import JOURNEYS

WORDS = {"cart_reminder.begin": "开始等待购物车下单", "cart_reminder.stop": "下单后取消购物车提醒"}
"""What staff read at the console."""


def setup() -> None:
    JOURNEYS.provide(JOURNEY, owner="cart_reminder")
    AUDIT_WORDS.provide(WORDS, owner="cart_reminder")
    on(CartFilled, begin, name="cart_reminder.begin")
    on(OrderCreated, stop, name="cart_reminder.stop")


MODULE = Module("cart_reminder", setup=setup, settings=CartReminderSettings)
