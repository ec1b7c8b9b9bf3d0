"""Errors as WeChat answers them, in two shapes: Pay API v3 and the older ``errcode`` of the server API.

Codes and status: the error tables of each page below https://pay.weixin.qq.com/doc/v3/merchant/4012791897, and
https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html.
"""

from typing import Any


class PayError(Exception):
    """An error answer of the Pay gateway: ``{"code", "message", "detail"?}`` with an HTTP status."""

    def __init__(self, status: int, code: str, message: str, **detail: Any) -> None:  # noqa: ANN401  # any JSON
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.detail:
            answer["detail"] = self.detail
        return answer


class ServerApiError(Exception):
    """An error answer of ``api.weixin.qq.com``: HTTP 200 with ``{"errcode", "errmsg"}``."""

    def __init__(self, errcode: int, errmsg: str) -> None:
        super().__init__(f"{errcode}: {errmsg}")
        self.errcode = errcode
        self.errmsg = errmsg


def sign_error(message: str, **detail: Any) -> PayError:  # noqa: ANN401  # any JSON
    return PayError(401, "SIGN_ERROR", message, **detail)


def param_error(field: str, issue: str) -> PayError:
    return PayError(400, "PARAM_ERROR", f"输入源“{field}”{issue}", field=field, issue=issue, location="body")


def invalid_request(message: str) -> PayError:
    return PayError(400, "INVALID_REQUEST", message)


def order_not_exist() -> PayError:
    return PayError(404, "ORDER_NOT_EXIST", "订单不存在")


def order_paid() -> PayError:
    return PayError(400, "ORDERPAID", "该订单已支付")


def order_closed() -> PayError:
    return PayError(400, "ORDER_CLOSED", "该订单已关闭")


def frequency_limited() -> PayError:
    return PayError(429, "FREQUENCY_LIMITED", "请求频率超过限制，请稍后重试")


KNOWN_FAILURES: dict[str, tuple[int, str]] = {
    "SYSTEM_ERROR": (500, "系统异常，请用相同参数重新调用"),
    "FREQUENCY_LIMITED": (429, "请求频率超过限制，请稍后重试"),
    "NOT_ENOUGH": (403, "基本账户余额不足，请充值后重新发起"),
    "USER_ACCOUNT_ABNORMAL": (403, "用户账户异常或注销"),
    "NO_AUTH": (403, "商户号该产品权限未开通，请前往商户平台开通"),
    "RULE_LIMIT": (403, "该笔业务触发了商户号的限制规则"),
    "TRADE_ERROR": (403, "交易错误"),
    "SIGN_ERROR": (401, "签名错误"),
}
"""Failures that a test may ask for by code."""


def failure(code: str) -> PayError:
    """The error for a code of ``KNOWN_FAILURES``; ``KeyError`` for any other."""
    status, message = KNOWN_FAILURES[code]
    return PayError(status, code, message)
