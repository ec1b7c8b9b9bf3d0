from app.core.errors import AppError


class PointsShort(AppError):
    status, code, message = 409, "POINTS_SHORT", "积分不足"
