from app.core.errors import AppError


class GroupBuyNotFound(AppError):
    status, code, message = 404, "GROUP_BUY_NOT_FOUND", "找不到这个拼团活动"


class GroupNotFound(AppError):
    status, code, message = 404, "GROUP_NOT_FOUND", "找不到这个团"


class GroupBuyOver(AppError):
    status, code, message = 409, "GROUP_BUY_OVER", "这个拼团活动不在进行中"


class GroupFull(AppError):
    """Seats of orders that are not paid yet are taken as well."""

    status, code, message = 409, "GROUP_FULL", "这个团已经满员，可以自己开一个团"


class GroupOver(AppError):
    """details: {"status": what the group is}"""

    status, code, message = 409, "GROUP_OVER", "这个团已经结束，可以自己开一个团"


class AlreadyMember(AppError):
    status, code, message = 409, "GROUP_ALREADY_JOINED", "您已经在这个团里了"


class GroupBuyAlone(AppError):
    status, code, message = 422, "GROUP_BUY_ALONE", "拼团商品请单独下单"


class GroupBuyInvalid(AppError):
    status, code, message = 422, "GROUP_BUY_INVALID", "拼团活动填写有误"


class GroupBuyStatus(AppError):
    """details: {"status": what the activity is}"""

    status, code, message = 409, "GROUP_BUY_STATUS", "这个拼团活动当前的状态不能这样操作"
