from app.core.errors import AppError


class SlotNotFound(AppError):
    status, code, message = 404, "SHELF_SLOT_NOT_FOUND", "没有这个货位"


class SlotTaken(AppError):
    status, code, message = 409, "SHELF_SLOT_TAKEN", "货架的这个测点已经是一个货位"


class SlotUnsettled(AppError):
    """details: {"missing": how many pieces}"""

    status, code, message = 409, "SHELF_SLOT_UNSETTLED", "货位还有未处理的差异，请先处理"


class ReadingUnfit(AppError):
    """details: {"readings": those of the device that are weights}"""

    status, code, message = 422, "SHELF_READING_UNFIT", "这台设备没有这个称重测点"
