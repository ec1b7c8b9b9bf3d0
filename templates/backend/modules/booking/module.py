from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.patient import CARE, RECORDS
from app.contracts.payment import PAYABLES, PaymentSucceeded
from app.core import jobs
from app.core.admin import PictureUpload
from app.core.events import on
from app.core.home import HOME_BLOCKS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.booking import (
    booking,
    closing,
    finishing,
    laying,
    payable,
    planning_router,
    router,
    staff_router,
)
from app.modules.booking.admin import BookingView, ClosureView, ResourceView, ScheduleView, contribute
from app.modules.booking.admin.resources import MANAGE, UPLOAD
from app.modules.booking.home import BookableBlock
from app.modules.booking.patients import BookingsOfPatients, CareOfBooked
from app.modules.booking.personal_data import BookingData
from app.modules.booking.seeds import seed
from app.modules.booking.settings import BookingSettings


def setup() -> None:
    HOME_BLOCKS.provide(BookableBlock(), owner="booking")
    PAYABLES.provide(payable.PayableBooking(), owner="booking")
    CARE.provide(CareOfBooked(), owner="booking")
    RECORDS.provide(BookingsOfPatients(), owner="booking")
    PERSONAL_DATA.provide(BookingData(), owner="booking", order=60)
    on(PaymentSucceeded, payable.on_payment_succeeded, name="booking.payment_succeeded")
    jobs.register(booking.EXPIRE, payable.expire)
    jobs.register(booking.REMIND, payable.remind)
    jobs.register(booking.MISS, payable.miss)
    jobs.register(closing.CANCEL, closing.cancel_closed)
    jobs.every(timedelta(hours=6), "booking.lay_out", laying.lay_out_all)
    jobs.every(timedelta(hours=1), "booking.finish_past", finishing.finish_past)
    contribute()


def admin() -> Sequence[BaseView]:
    return (BookingView(), ResourceView(), ScheduleView(), ClosureView(), PictureUpload(MANAGE, f"/{UPLOAD}"))


MODULE = Module(
    name="booking",
    routers=(router.router, staff_router.router, planning_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=BookingSettings,
)
