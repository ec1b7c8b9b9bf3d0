from app.core.errors import AppError


class PractitionerNotFound(AppError):
    status, code, message = 404, "PRACTITIONER_NOT_FOUND", "找不到这位医生"


class PractitionerExists(AppError):
    status, code, message = 409, "PRACTITIONER_EXISTS", "这个预约项目已经是一位医生"
