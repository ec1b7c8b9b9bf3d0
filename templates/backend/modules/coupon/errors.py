from app.core.errors import AppError


class TemplateNotFound(AppError):
    status, code, message = 404, "COUPON_TEMPLATE_NOT_FOUND", "找不到这个优惠券活动"


class ClaimLimit(AppError):
    """details: {"limit": how many one customer may have}"""

    status, code, message = 409, "LIMIT", "您已经领过了，不能再领"


class SoldOut(AppError):
    status, code, message = 409, "COUPON_SOLD_OUT", "来晚了，券已领完"


class ClaimClosed(AppError):
    status, code, message = 409, "COUPON_CLOSED", "这个优惠券已停止发放"


class CodeInvalid(AppError):
    status, code, message = 404, "CODE_INVALID", "兑换码不正确，请核对后再试"


class CodeUsed(AppError):
    status, code, message = 409, "CODE_USED", "这个兑换码已被使用"


class CouponNotFound(AppError):
    """Also somebody else's: whether it is there is not told."""

    status, code, message = 422, "COUPON_NOT_FOUND", "找不到这张优惠券，请重新选择"


class CouponExpired(AppError):
    status, code, message = 422, "COUPON_EXPIRED", "优惠券已过期，请重新选择"


class CouponUnusable(AppError):
    """The message says why these goods cannot be bought with it."""

    status, code, message = 422, "COUPON_UNUSABLE", "这张优惠券不能用于这些商品"


class CouponTaken(AppError):
    status, code, message = 409, "COUPON_TAKEN", "优惠券已用于其他订单，请重新选择"


class ScopeInvalid(AppError):
    """details: {"ids": the products or categories that do not exist}"""

    status, code, message = 422, "SCOPE_INVALID", "适用的商品或分类不存在"


class TermsFixed(AppError):
    status, code, message = 409, "TERMS_FIXED", "已经发放过的优惠券不能修改面额和规则"


class LimitTooLow(AppError):
    """details: {"claimed": how many are out already}"""

    status, code, message = 409, "LIMIT_TOO_LOW", "发放总量不能少于已领取的数量"


class TemplateStatus(AppError):
    """details: {"status": what the template is}"""

    status, code, message = 409, "WRONG_STATUS", "优惠券状态已变化，不能进行此操作"


class TemplateOver(AppError):
    status, code, message = 409, "COUPON_OVER", "使用期限已过，不能再发放"
