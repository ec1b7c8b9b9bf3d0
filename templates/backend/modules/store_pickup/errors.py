from app.core.errors import AppError


class PickupChoiceInvalid(AppError):
    status, code, message = 422, "PICKUP_CHOICE_INVALID", "自提门店选择有误，请重新选择"


class PickupNotFound(AppError):
    status, code, message = 404, "PICKUP_NOT_FOUND", "这个订单不是到店自提"


class PickupCodeWrong(AppError):
    status, code, message = 404, "PICKUP_CODE_WRONG", "提货码不正确"


class PickupElsewhere(AppError):
    """details: {"store_id", "store_name": where it waits}"""

    status, code, message = 403, "PICKUP_ELSEWHERE", "这个订单要在别的门店提货"


class AlreadyPicked(AppError):
    """details: {"picked_at": when}"""

    status, code, message = 409, "ALREADY_PICKED", "这个订单已经提货"
