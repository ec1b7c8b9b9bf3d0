from app.core.errors import AppError


class AftersaleNotFound(AppError):
    status, code, message = 404, "AFTERSALE_NOT_FOUND", "找不到这个售后申请"


class AftersaleMoved(AppError):
    """details: {"status": what the case is}"""

    status, code, message = 409, "AFTERSALE_MOVED", "售后状态已变化，不能进行此操作"


class AftersaleOpen(AppError):
    """details: {"line_id": the line of the order with an open case}"""

    status, code, message = 409, "AFTERSALE_OPEN", "这件商品已有进行中的售后申请"


class QuantityExceeded(AppError):
    """details: {"line_id", "left": how many pieces can still be asked for}"""

    status, code, message = 409, "QUANTITY_EXCEEDED", "申请的数量超过可售后的数量"


class LineNotFound(AppError):
    status, code, message = 404, "ORDER_LINE_NOT_FOUND", "订单里没有这件商品"


class NotForThisOrder(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "AFTERSALE_NOT_FOR_ORDER", "订单当前状态不能申请这种售后"


class WindowClosed(AppError):
    """details: {"until": when it closed}"""

    status, code, message = 409, "AFTERSALE_WINDOW_CLOSED", "已超过售后期限，请联系商家"


class NotReturnable(AppError):
    """details: {"sku_ids": those exempt from returns without a reason}"""

    status, code, message = 409, "NOT_RETURNABLE", "有商品不支持无理由退货"


class NothingLeft(AppError):
    status, code, message = 409, "NOTHING_TO_REFUND", "这些商品的款项已退回"


class AmountTooHigh(AppError):
    """details: {"max_fen": what can be given back at most}"""

    status, code, message = 422, "AMOUNT_TOO_HIGH", "退款金额超过可退金额"


class PictureUnknown(AppError):
    status, code, message = 422, "PICTURE_UNKNOWN", "图片已失效，请重新上传"


class TooManyPictures(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "TOO_MANY_PICTURES", "图片太多了"


class SpuUnknown(AppError):
    status, code, message = 404, "SPU_NOT_FOUND", "找不到这件商品"
