from app.core.errors import AppError


class PresaleNotFound(AppError):
    status, code, message = 404, "PRESALE_NOT_FOUND", "找不到这个预售活动"


class BookingNotFound(AppError):
    status, code, message = 404, "PRESALE_BOOKING_NOT_FOUND", "找不到这个预订"


class PresaleOver(AppError):
    """details: {"status": what it is}"""

    status, code, message = 409, "PRESALE_OVER", "这个预售活动不在进行中"


class PresaleSoldOut(AppError):
    status, code, message = 409, "PRESALE_SOLD_OUT", "预售商品已经订完"


class BookingStatus(AppError):
    """details: {"status": what the booking is}"""

    status, code, message = 409, "PRESALE_BOOKING_STATUS", "预订的状态已变化，不能进行此操作"


class NotInWindow(AppError):
    """details: {"from", "until": when the balance can be paid}"""

    status, code, message = 409, "PRESALE_NOT_IN_WINDOW", "现在不在付尾款的时间内"


class PresaleAlone(AppError):
    status, code, message = 422, "PRESALE_ALONE", "预售商品请按预订的件数单独付尾款"


class PresaleInvalid(AppError):
    status, code, message = 422, "PRESALE_INVALID", "预售活动填写有误"


class PresaleStatus(AppError):
    """details: {"status": what the activity is}"""

    status, code, message = 409, "PRESALE_STATUS", "这个预售活动当前的状态不能这样操作"
