from app.core.errors import AppError


class TagNotFound(AppError):
    status, code, message = 404, "PRICE_TAG_NOT_FOUND", "没有这个价签"


class TagTaken(AppError):
    status, code, message = 409, "PRICE_TAG_TAKEN", "这台设备已经绑定了商品"


class NoTag(AppError):
    """details: {"types": the types of devices that are tags}"""

    status, code, message = 422, "NOT_A_PRICE_TAG", "这台设备不是价签"
