from app.core.errors import AppError


class DisplayNotFound(AppError):
    status, code, message = 404, "DISPLAY_NOT_FOUND", "找不到这块屏幕"
