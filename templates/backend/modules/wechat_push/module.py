from app.core.guard import GUARDS
from app.core.module import Module
from app.modules.wechat_push.router import router
from app.modules.wechat_push.settings import unfit_for_production


def setup() -> None:
    GUARDS.provide(unfit_for_production, owner="wechat_push")


MODULE = Module("wechat_push", routers=(router,), setup=setup)
