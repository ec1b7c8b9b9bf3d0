from app.core.errors import AppError


class PlanNotFound(AppError):
    status, code, message = 404, "MAINTENANCE_PLAN_NOT_FOUND", "找不到这个保养计划"


class NoMeter(AppError):
    status, code, message = 409, "MAINTENANCE_PLAN_HAS_NO_METER", "这个计划按日期，不看读数"
