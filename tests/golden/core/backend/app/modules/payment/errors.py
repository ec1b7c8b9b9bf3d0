from app.contracts.payment import NotPayable
from app.core.errors import AppError


class PayUnavailable(AppError):
    """The wish may be sent again with the same Idempotency-Key; nothing is paid twice."""

    status, code, message = 503, "PAY_UNAVAILABLE", "微信支付暂时不可用，请稍后再试"


class PaymentNotFound(AppError):
    status, code, message = 404, "PAYMENT_NOT_FOUND", "没有这笔付款"


class NotRefundable(NotPayable):
    """details: {"refundable_fen": what can still be given back}"""

    status, code, message = 409, "NOT_REFUNDABLE", "可退金额不足"


class CallbackRejected(AppError):
    """WeChat tries again after any 4xx or 5xx, and expects this code."""

    status, code, message = 401, "FAIL", "签名验证失败"
