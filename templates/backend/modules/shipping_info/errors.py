from app.core.errors import AppError


class UploadNotFound(AppError):
    status, code, message = 404, "UPLOAD_NOT_FOUND", "找不到这条发货信息"


class NotFailed(AppError):
    status, code, message = 409, "NOT_FAILED", "这条发货信息没有失败，不需要重新录入"
