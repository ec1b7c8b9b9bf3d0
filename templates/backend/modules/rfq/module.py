from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.rfq import AWARDS
from app.contracts.supplier import SUPPLIER_WORK
from app.core import jobs
from app.core.module import Module
from app.modules.rfq import asking, router, staff_router
from app.modules.rfq.admin import RfqView, contribute
from app.modules.rfq.awarding import KnownAwards
from app.modules.rfq.queries import QuotesWaiting
from app.modules.rfq.seeds import seed
from app.modules.rfq.settings import RfqSettings


def setup() -> None:
    AWARDS.provide(KnownAwards(), owner="rfq")
    SUPPLIER_WORK.provide(QuotesWaiting(), owner="rfq", order=10)
    jobs.register(asking.CLOSE, asking.close_due)
    contribute()


def admin() -> Sequence[BaseView]:
    return (RfqView(),)


MODULE = Module(
    name="rfq",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=RfqSettings,
)
