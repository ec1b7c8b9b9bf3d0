from app.core.errors import AppError


class OrderNotFound(AppError):
    status, code, message = 404, "PURCHASE_ORDER_NOT_FOUND", "找不到这张采购订单"


class OrderMoved(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "PURCHASE_ORDER_MOVED", "采购订单当前状态不能进行此操作"


class AwardNotFound(AppError):
    status, code, message = 404, "AWARD_NOT_FOUND", "找不到这次定标"


class OrderLineUnknown(AppError):
    """details: {"line_ids": those that the order does not have}"""

    status, code, message = 422, "PURCHASE_ORDER_LINE_UNKNOWN", "采购订单没有这一行"


class OverReceipt(AppError):
    """details: {"line_id", "receivable": how many more may come, the allowance included}"""

    status, code, message = 422, "OVER_RECEIPT", "收货数量超过订单与允许的超收"


class OverBilling(AppError):
    """details: {"billable_fen": how much more may be billed, the allowance included}"""

    status, code, message = 422, "OVER_BILLING", "发票金额超过订单与允许的超额"


class InvoiceExists(AppError):
    status, code, message = 409, "SUPPLIER_INVOICE_EXISTS", "这家供应商的这个发票号已经登记过"


class MilestoneOutOfTurn(AppError):
    """details: {"milestone": what was reported last, "" for nothing}"""

    status, code, message = 409, "MILESTONE_OUT_OF_TURN", "进度要按确认、生产、打包、发货的顺序报"


class MilestoneNotFound(AppError):
    status, code, message = 404, "MILESTONE_NOT_FOUND", "找不到这条进度"


class TooManyPhotos(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "MILESTONE_TOO_MANY_PHOTOS", "照片太多了"


class ReceiptNotFound(AppError):
    status, code, message = 404, "RECEIPT_NOT_FOUND", "找不到这次收货"
