from app.core.errors import AppError


class ResourceNotFound(AppError):
    status, code, message = 404, "BOOKING_RESOURCE_NOT_FOUND", "找不到这个预约项目"


class SlotNotFound(AppError):
    status, code, message = 404, "BOOKING_SLOT_NOT_FOUND", "找不到这个时段"


class BookingNotFound(AppError):
    status, code, message = 404, "BOOKING_NOT_FOUND", "找不到这个预约"


class AttendeeNotFound(AppError):
    status, code, message = 404, "ATTENDEE_NOT_FOUND", "找不到这位就诊人或参加人"


class SlotTaken(AppError):
    status, code, message = 409, "SLOT_TAKEN", "这个时段已经约满，请换一个时间"


class SlotOver(AppError):
    """details: {"until": until when it could be booked}"""

    status, code, message = 409, "SLOT_OVER", "这个时段已经不能预约了"


class SlotTooFar(AppError):
    """details: {"from": from when on it can be booked}"""

    status, code, message = 409, "SLOT_TOO_FAR", "这个时段还没有开放预约"


class AttendeeBusy(AppError):
    status, code, message = 409, "ATTENDEE_BUSY", "这位参加人在这个时间已有别的预约"


class TooManyBookings(AppError):
    """details: {"limit": how many at a time}"""

    status, code, message = 409, "TOO_MANY_BOOKINGS", "未开始的预约太多了，请先完成或取消"


class TooManyNoShows(AppError):
    """details: {"until": when the first of them no longer counts}"""

    status, code, message = 409, "TOO_MANY_NO_SHOWS", "近期多次预约未到，暂时不能预约，请联系我们"


class BookingStatus(AppError):
    """details: {"status": what it is}"""

    status, code, message = 409, "BOOKING_STATUS", "预约的状态已变化，不能进行此操作"


class BookingTooLate(AppError):
    """details: {"until": until when it was possible}"""

    status, code, message = 422, "BOOKING_TOO_LATE", "已过可以取消或改期的时间，请联系我们"


class TooManyMoves(AppError):
    """details: {"limit": how often}"""

    status, code, message = 422, "TOO_MANY_MOVES", "改期次数已用完，请取消后重新预约"


class OtherPrice(AppError):
    """details: {"price_fen": what the other time costs}"""

    status, code, message = 422, "OTHER_PRICE", "两个时段价格不同，请取消后重新预约"


class TooEarly(AppError):
    """details: {"from": from when on}"""

    status, code, message = 409, "TOO_EARLY", "还没有到签到时间"


class CodeTaken(AppError):
    status, code, message = 409, "BOOKING_CODE_TAKEN", "这个编码已被别的预约项目使用"


class ScheduleNotFound(AppError):
    status, code, message = 404, "SCHEDULE_NOT_FOUND", "找不到这条排班"


class SchedulesClash(AppError):
    """details: {"days": on which days}"""

    status, code, message = 422, "SCHEDULES_CLASH", "和同一项目的别的排班时间重叠"


class ClosureNotFound(AppError):
    status, code, message = 404, "CLOSURE_NOT_FOUND", "找不到这次停约"


class StaffUnknown(AppError):
    status, code, message = 422, "BOOKING_STAFF_UNKNOWN", "没有这位员工"
