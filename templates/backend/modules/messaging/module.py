from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.messaging import MESSENGER
from app.core import jobs
from app.core.guard import GUARDS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.core.wechat.templates import TEMPLATE_TITLES
from app.modules.messaging import events, router
from app.modules.messaging.admin import MessageView, contribute
from app.modules.messaging.jobs import forget
from app.modules.messaging.personal_data import MessagingPersonalData
from app.modules.messaging.sending import send
from app.modules.messaging.settings import MessagingSettings, titles, unfit_for_production
from app.modules.messaging.telling import SEND, Telling


def setup() -> None:
    MESSENGER.provide(Telling(), owner="messaging")
    PERSONAL_DATA.provide(MessagingPersonalData(), owner="messaging")
    TEMPLATE_TITLES.provide(titles, owner="messaging")
    GUARDS.provide(unfit_for_production, owner="messaging")
    contribute()
    events.follow()
    jobs.register_outside(SEND, send)
    jobs.every(timedelta(days=1), "messaging.forget", forget)


def admin() -> Sequence[BaseView]:
    return (MessageView(),)


MODULE = Module("messaging", routers=(router.router,), setup=setup, admin=admin, settings=MessagingSettings)
