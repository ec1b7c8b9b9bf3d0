from app.core.errors import AppError


class AlarmNotFound(AppError):
    status, code, message = 404, "ALARM_NOT_FOUND", "找不到这条告警"
