from datetime import timedelta

from app.contracts.order import OrderCreated
from app.core import jobs
from app.core.admin import AUDIT_WORDS
from app.core.events import on
from app.core.module import Module
from app.modules.marketing_automation.api import JOURNEYS
from app.modules.win_back.journey import JOURNEY, look, stop
from app.modules.win_back.settings import WinBackSettings

WORDS = {"win_back.look": "查找久未下单的顾客", "win_back.stop": "下单后取消唤醒"}
"""What staff read at the console."""


def setup() -> None:
    JOURNEYS.provide(JOURNEY, owner="win_back")
    AUDIT_WORDS.provide(WORDS, owner="win_back")
    on(OrderCreated, stop, name="win_back.stop")
    jobs.every(timedelta(days=1), "win_back.look", look)


MODULE = Module("win_back", setup=setup, settings=WinBackSettings)
