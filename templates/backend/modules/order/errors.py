from app.core.errors import AppError


class OrderNotFound(AppError):
    status, code, message = 404, "ORDER_NOT_FOUND", "找不到这个订单"


class SkuUnavailable(AppError):
    """details: {"sku_ids": those that are not sold (any more)}"""

    status, code, message = 409, "SKU_UNAVAILABLE", "有商品已下架，请重新选择"


class PriceChanged(AppError):
    """details: {"payable_fen": what it costs now}"""

    status, code, message = 409, "PRICE_CHANGED", "价格有变动，请确认后重新提交"


class AddressRequired(AppError):
    status, code, message = 422, "ADDRESS_REQUIRED", "请选择收货地址"


class TooManyLines(AppError):
    status, code, message = 422, "TOO_MANY_LINES", "一个订单里的商品太多了，请分开下单"


class TooManyOpenOrders(AppError):
    status, code, message = 409, "TOO_MANY_OPEN_ORDERS", "您有太多未付款的订单，请先付款或取消"


class OrderProblem(AppError):
    """A promotion refuses; details: {"problems": each with its code and message}"""

    status, code, message = 422, "ORDER_PROBLEM", "订单暂时不能提交"


class WrongStatus(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "WRONG_STATUS", "订单状态已变化，不能进行此操作"


class OrderHeld(AppError):
    """The text says why; details: {"until": when that ends at the latest, or null}"""

    status, code, message = 409, "ORDER_HELD", "订单正在等待，现在不能取消"


class PaidOnline(AppError):
    status, code, message = 409, "PAID_ONLINE", "订单在线付款，无需人工确认收款"
