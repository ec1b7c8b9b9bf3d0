from app.core.errors import AppError


class AlreadyEntitled(AppError):
    """details: {"sku_id": what is his already}"""

    status, code, message = 409, "ALREADY_ENTITLED", "您已经买过这部分课程，不用再买"


class PurchasePending(AppError):
    """details: {"sku_id", "order_id": the order that waits for its payment, or for its group}"""

    status, code, message = 409, "PURCHASE_PENDING", "您有一个还没完成的订单包含这部分课程，请先付款或取消"


class OneEach(AppError):
    """details: {"sku_id"}"""

    status, code, message = 422, "ONE_EACH", "课程每人买一份就够了"


class BoughtTwice(AppError):
    """details: {"sku_id": a chapter of a course that is in the same order as a whole}"""

    status, code, message = 422, "BOUGHT_TWICE", "整门课程已包含这一章，请只选一项"


class NotSold(AppError):
    """details: {"sku_id"}"""

    status, code, message = 409, "COURSE_NOT_SOLD", "课程已下架或价格有变，请返回课程重新选择"


class PricesInvalid(AppError):
    status, code, message = 422, "COURSE_PRICES_INVALID", "价格不能这样设置"


class PurchaseNotFound(AppError):
    status, code, message = 404, "COURSE_PURCHASE_NOT_FOUND", "找不到这次购买"


class PurchaseStatus(AppError):
    """details: {"status": what it is}"""

    status, code, message = 409, "COURSE_PURCHASE_STATUS", "购买的状态已变化，不能进行此操作"
