from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.shipping_info import SHIPPING_INFO
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.shipping_info import hearing
from app.modules.shipping_info.admin import ReminderView, UploadView, contribute
from app.modules.shipping_info.personal_data import ShippingInfoData
from app.modules.shipping_info.router import router
from app.modules.shipping_info.settings import ShippingInfoSettings
from app.modules.shipping_info.telling import SEND, WeChatIsTold
from app.modules.shipping_info.uploading import send
from app.modules.wechat_push.api import LISTENERS, Listener


def setup() -> None:
    SHIPPING_INFO.provide(WeChatIsTold(), owner="shipping_info")
    PERSONAL_DATA.provide(ShippingInfoData(), owner="shipping_info", order=310)
    LISTENERS.provide(Listener(hearing.REMIND, hearing.reminded), owner="shipping_info.remind")
    LISTENERS.provide(Listener(hearing.SETTLEMENT, hearing.settled), owner="shipping_info.settlement")
    jobs.register_outside(SEND, send)
    contribute()


def admin() -> Sequence[BaseView]:
    return (UploadView(), ReminderView())


MODULE = Module("shipping_info", routers=(router,), setup=setup, admin=admin, settings=ShippingInfoSettings)
