from app.core.errors import AppError


class PushRejected(AppError):
    """Not from WeChat, or not in safe mode as JSON."""

    status, code, message = 403, "PUSH_REJECTED", "消息校验失败"
