from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import OrderPaid
from app.contracts.payment import PAYABLES, PaymentSucceeded
from app.contracts.pricing import ACTIVITIES, PRICE_STEPS
from app.core import jobs
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.presale import booking, payable, router, staff_router
from app.modules.presale.admin import ActivityView, BookingView, contribute
from app.modules.presale.personal_data import PresaleData
from app.modules.presale.seeds import seed
from app.modules.presale.settings import PresaleSettings
from app.modules.presale.step import STEP, PresaleStep, note_completed

PLACE = 140
"""In the chain of prices: among the activities."""


def setup() -> None:
    PRICE_STEPS.provide(PresaleStep(), owner="presale", order=PLACE)
    ACTIVITIES.provide(STEP, owner="presale")
    PAYABLES.provide(payable.PayableDeposit(), owner="presale")
    PERSONAL_DATA.provide(PresaleData(), owner="presale")
    on(PaymentSucceeded, payable.on_payment_succeeded, name="presale.payment_succeeded")
    on(OrderPaid, note_completed, name="presale.note_completed")
    jobs.register(booking.EXPIRE, payable.expire)
    jobs.register(booking.OPEN_BALANCE, payable.open_balance)
    jobs.register(booking.LAPSE, payable.lapse)
    contribute()


def admin() -> Sequence[BaseView]:
    return [ActivityView(), BookingView()]


MODULE = Module(
    name="presale",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=PresaleSettings,
)
