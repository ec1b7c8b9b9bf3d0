from app.core.errors import AppError


class SampleNotFound(AppError):
    status, code, message = 404, "SAMPLE_NOT_FOUND", "找不到这份样品"


class SampleMoved(AppError):
    """details: {"status": what the sample is}"""

    status, code, message = 409, "SAMPLE_MOVED", "样品当前状态不能进行此操作"


class SampleFollowed(AppError):
    """details: {"sample_id": the version that follows}"""

    status, code, message = 409, "SAMPLE_FOLLOWED", "这份样品已经重新寄过"


class NotInvited(AppError):
    status, code, message = 422, "SAMPLE_NOT_INVITED", "这家供应商没有参加这份询价"


class LineUnknown(AppError):
    status, code, message = 422, "SAMPLE_LINE_UNKNOWN", "询价里没有这一行"


class TooManyPhotos(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "SAMPLE_TOO_MANY_PHOTOS", "照片太多了"
