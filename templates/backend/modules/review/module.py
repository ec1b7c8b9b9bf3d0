from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.order import ORDER_ACTIONS
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.review import checking, router, staff_router, writing
from app.modules.review.admin import ReviewView, contribute
from app.modules.review.jobs import check_picture, check_text, forget_picture
from app.modules.review.personal_data import ReviewPersonalData
from app.modules.review.seeds import seed
from app.modules.review.settings import ReviewSettings
from app.modules.wechat_push.api import LISTENERS, Listener


def setup() -> None:
    ORDER_ACTIONS.provide(writing.WriteReview(), owner="review")
    PERSONAL_DATA.provide(ReviewPersonalData(), owner="review")
    LISTENERS.provide(Listener("wxa_media_check", checking.pushed), owner="review")
    jobs.register_outside(checking.CHECK_TEXT, check_text)
    jobs.register_outside(checking.CHECK_PICTURE, check_picture)
    jobs.register_outside(writing.FORGET_PICTURE, forget_picture)
    jobs.register(checking.CHECK_OVERDUE, checking.hold_overdue)
    jobs.every(timedelta(hours=6), "review.forget_unused", writing.forget_unused)
    contribute()


def admin() -> Sequence[BaseView]:
    return (ReviewView(),)


MODULE = Module(
    name="review",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=ReviewSettings,
)
