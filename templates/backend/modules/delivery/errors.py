from app.core.errors import AppError


class NothingToShip(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "NOTHING_TO_SHIP", "订单当前没有可以发货的商品"


class TooMuchToShip(AppError):
    """details: {"order_line_id", "left": how many pieces are not packed yet}"""

    status, code, message = 409, "TOO_MUCH_TO_SHIP", "发货数量超过了未发数量"


class RefundedInside(AppError):
    """details: {"order_line_id"}"""

    status, code, message = 409, "REFUNDED_INSIDE", "包裹里有已退款的商品，请取消打包后重新发货"


class TooManyShipments(AppError):
    status, code, message = 409, "TOO_MANY_SHIPMENTS", "一个订单最多分 15 个包裹"


class ShipmentNotFound(AppError):
    status, code, message = 404, "SHIPMENT_NOT_FOUND", "找不到这个包裹"


class ShipmentMoved(AppError):
    """details: {"status": what the shipment is}"""

    status, code, message = 409, "SHIPMENT_MOVED", "包裹状态已变化，不能进行此操作"


class CourierUnknown(AppError):
    status, code, message = 422, "COURIER_UNKNOWN", "没有这家快递公司"


class NotReceivable(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "NOT_RECEIVABLE", "订单还没有全部发出，不能确认收货"


class RuleNotFound(AppError):
    status, code, message = 404, "FREIGHT_RULE_NOT_FOUND", "找不到这条运费规则"


class RuleTaken(AppError):
    status, code, message = 409, "FREIGHT_RULE_TAKEN", "这个地区已经有一条运费规则"
