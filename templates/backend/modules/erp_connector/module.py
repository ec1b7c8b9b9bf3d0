from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.guard import GUARDS
from app.core.module import Module
from app.modules.erp_connector import outbox, reconciling
from app.modules.erp_connector.admin import DocumentView, ReconciliationView, contribute
from app.modules.erp_connector.settings import ErpConnectorSettings, unfit_for_production
from app.modules.erp_connector.staff_router import router


def setup() -> None:
    GUARDS.provide(unfit_for_production, owner="erp_connector")
    jobs.register_outside(outbox.SEND, outbox.send)
    jobs.register_outside(outbox.COLLECT, outbox.collect)
    jobs.register_outside(reconciling.COMPARE, reconciling.compare)
    jobs.every(timedelta(minutes=5), "erp_connector.collect", outbox.ask_for_numbers)
    jobs.every(timedelta(days=1), "erp_connector.every_day", reconciling.every_day)


def after_setup() -> None:
    outbox.listen()
    contribute()


def admin() -> Sequence[BaseView]:
    return (DocumentView(), ReconciliationView())


MODULE = Module(
    name="erp_connector",
    routers=(router,),
    setup=setup,
    after_setup=after_setup,
    admin=admin,
    settings=ErpConnectorSettings,
)
