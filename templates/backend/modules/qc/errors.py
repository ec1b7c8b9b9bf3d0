from app.core.errors import AppError


class InspectionNotFound(AppError):
    status, code, message = 404, "INSPECTION_NOT_FOUND", "找不到这次检验"


class InspectionMoved(AppError):
    """details: {"status": what the inspection is}"""

    status, code, message = 409, "INSPECTION_MOVED", "检验当前状态不能进行此操作"


class InspectionIncomplete(AppError):
    """details: {"missing": texts of the required checks without a result}"""

    status, code, message = 422, "INSPECTION_INCOMPLETE", "还有必检的项目没有结果"


class InspectionRepeated(AppError):
    status, code, message = 409, "INSPECTION_REPEATED", "已经安排过复检"


class PlanUnknown(AppError):
    """details: {"plans": those that there are}"""

    status, code, message = 422, "INSPECTION_PLAN_UNKNOWN", "没有这个检验方案"


class ResultNotFound(AppError):
    status, code, message = 404, "INSPECTION_CHECK_NOT_FOUND", "没有这个检验项目"


class ResultMismatch(AppError):
    """details: {"kind": what the check is}"""

    status, code, message = 422, "INSPECTION_RESULT_MISMATCH", "测量项要填数值，判断项要选是或否"


class TooManyPhotos(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "INSPECTION_TOO_MANY_PHOTOS", "照片太多了"
