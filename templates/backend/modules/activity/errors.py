from app.core.errors import AppError


class LimitReached(AppError):
    """details: {"by": "user", "phone" or "address": whose share is used up}"""

    status, code, message = 409, "LIMIT", "已达到活动的参加上限"
