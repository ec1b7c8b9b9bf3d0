from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.aftersale import AftersaleCompleted
from app.contracts.course import LESSON_ACCESS, CoursePublished, CourseRetired, EnrollmentExpired
from app.contracts.order import OrderCanceled, OrderReady, OrderRefunded
from app.contracts.payment import RefundFailed, RefundSucceeded
from app.contracts.pricing import PRICE_STEPS
from app.core.events import on
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.segment_pay import granting, offers, refunding, router, staff_router
from app.modules.segment_pay.access import PaidFor
from app.modules.segment_pay.admin import PricesView, PurchaseView, contribute
from app.modules.segment_pay.personal_data import SegmentPayData
from app.modules.segment_pay.seeds import seed
from app.modules.segment_pay.settings import SegmentPaySettings
from app.modules.segment_pay.step import SegmentStep

PLACE = 150
"""In the chain of prices: after the activities, which say what a line costs, before members' prices and coupons."""


def setup() -> None:
    LESSON_ACCESS.provide(PaidFor(), owner="segment_pay")
    PRICE_STEPS.provide(SegmentStep(), owner="segment_pay", order=PLACE)
    PERSONAL_DATA.provide(SegmentPayData(), owner="segment_pay")
    on(OrderReady, granting.on_order_ready, name="segment_pay.grant")
    on(OrderCanceled, granting.on_order_canceled, name="segment_pay.order_canceled")
    on(OrderRefunded, granting.on_order_refunded, name="segment_pay.order_refunded")
    on(AftersaleCompleted, granting.on_aftersale_completed, name="segment_pay.aftersale_completed")
    on(EnrollmentExpired, granting.on_enrollment_expired, name="segment_pay.enrollment_expired")
    on(CoursePublished, offers.on_course_moved, name="segment_pay.course_published")
    on(CourseRetired, offers.on_course_moved, name="segment_pay.course_retired")
    on(RefundSucceeded, refunding.on_refund_succeeded, name="segment_pay.refund_succeeded")
    on(RefundFailed, refunding.on_refund_failed, name="segment_pay.refund_failed")
    contribute()


def admin() -> Sequence[BaseView]:
    return (PricesView(), PurchaseView())


MODULE = Module(
    name="segment_pay",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=SegmentPaySettings,
)
