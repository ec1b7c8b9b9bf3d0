from app.core.errors import AppError


class ActivityNotFound(AppError):
    status, code, message = 404, "BARGAIN_ACTIVITY_NOT_FOUND", "找不到这个砍价活动"


class BargainNotFound(AppError):
    status, code, message = 404, "BARGAIN_NOT_FOUND", "找不到这次砍价"


class BargainOver(AppError):
    """details: {"status": what it is}"""

    status, code, message = 409, "BARGAIN_OVER", "这次砍价已经结束"


class BargainSoldOut(AppError):
    status, code, message = 409, "BARGAIN_SOLD_OUT", "砍价商品已经售完"


class AlreadyHelped(AppError):
    status, code, message = 409, "BARGAIN_ALREADY_HELPED", "您已经帮砍过了"


class OwnBargain(AppError):
    status, code, message = 409, "BARGAIN_OWN", "自己的砍价要请好友来帮忙"


class NotYet(AppError):
    """details: {"missing": how many cuts are missing}"""

    status, code, message = 409, "BARGAIN_NOT_YET", "还没有砍到底价"


class BargainAlone(AppError):
    status, code, message = 422, "BARGAIN_ALONE", "砍价商品请单独下单，每次一件"


class BargainInvalid(AppError):
    status, code, message = 422, "BARGAIN_INVALID", "砍价活动填写有误"


class BargainStatus(AppError):
    """details: {"status": what the activity is}"""

    status, code, message = 409, "BARGAIN_STATUS", "这个砍价活动当前的状态不能这样操作"
