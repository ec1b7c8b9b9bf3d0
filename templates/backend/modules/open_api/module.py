from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.open_api import KEYS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.modules.open_api import router, sending, staff_router, webhooks
from app.modules.open_api.admin import DeliveryView, KeyView, WebhookView, contribute
from app.modules.open_api.keys import GivenKeys
from app.modules.open_api.settings import OpenApiSettings


def setup() -> None:
    KEYS.provide(GivenKeys(), owner="open_api")
    for name, kind in webhooks.events().items():
        on(kind, webhooks.tell, name=f"open_api.{name}")
    jobs.register_outside(webhooks.SEND, sending.send)
    jobs.every(timedelta(hours=6), "open_api.forget", webhooks.forget)
    contribute()


def admin() -> Sequence[BaseView]:
    return (KeyView(), WebhookView(), DeliveryView())


MODULE = Module(
    name="open_api",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    settings=OpenApiSettings,
)
