from app.core.errors import AppError


class AddressNotFound(AppError):
    status, code, message = 404, "ADDRESS_NOT_FOUND", "地址不存在或已删除"


class TooManyAddresses(AppError):
    """details: {"limit": the most there may be}"""

    status, code, message = 409, "TOO_MANY_ADDRESSES", "地址数量已达上限，请先删除不用的地址"


class UserNotFound(AppError):
    status, code, message = 404, "USER_NOT_FOUND", "没有这位用户"
