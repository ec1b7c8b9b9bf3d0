from app.core.errors import AppError


class StoreNotFound(AppError):
    status, code, message = 404, "STORE_NOT_FOUND", "找不到这家门店"


class StoreCodeTaken(AppError):
    status, code, message = 409, "STORE_CODE_TAKEN", "门店编码已被使用"


class StaffUnknown(AppError):
    """details: {"staff_ids": those that there are not}"""

    status, code, message = 422, "STAFF_UNKNOWN", "有员工不存在"
