from app.core.errors import AppError


class MessageNotFound(AppError):
    status, code, message = 404, "MESSAGE_NOT_FOUND", "找不到这条消息"


class MessageKindNotFound(AppError):
    status, code, message = 404, "MESSAGE_KIND_NOT_FOUND", "没有这一类消息"
