from app.core.errors import AppError, NotFound


class TierNotFound(NotFound):
    code, message = "TIER_NOT_FOUND", "没有这个等级"


class TierTaken(AppError):
    status, code, message = 409, "TIER_TAKEN", "已有同名或所需成长值相同的等级"


class TierHeld(AppError):
    status, code, message = 409, "TIER_HELD", "还有会员在这个等级，不能删除"


class FirstTier(AppError):
    status, code, message = 409, "FIRST_TIER", "第一级从 0 成长值开始，不能删除，也不能改成别的门槛"


class CategoriesInvalid(AppError):
    status, code, message = 422, "CATEGORIES_INVALID", "没有这个分类"


class GrowthShort(AppError):
    status, code, message = 409, "GROWTH_SHORT", "扣减的比顾客现有的成长值多"
