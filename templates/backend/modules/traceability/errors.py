from app.core.errors import AppError


class BatchNotFound(AppError):
    status, code, message = 404, "BATCH_NOT_FOUND", "找不到这个批次"


class BatchNumberTaken(AppError):
    status, code, message = 409, "BATCH_NUMBER_TAKEN", "批号已被使用"


class ParentUnknown(AppError):
    """details: {"numbers": those that no batch has}"""

    status, code, message = 422, "BATCH_PARENT_UNKNOWN", "没有这个来源批次"


class ItemUnknown(AppError):
    status, code, message = 422, "BATCH_ITEM_UNKNOWN", "没有这个规格"


class ItemMissing(AppError):
    status, code, message = 422, "BATCH_ITEM_MISSING", "请填写品名，或写明规格"


class BatchMoved(AppError):
    """details: {"status": what the batch is}"""

    status, code, message = 409, "BATCH_MOVED", "批次当前状态不能进行此操作"


class BatchHeld(AppError):
    """details: {"reasons": why it must not be public}"""

    status, code, message = 409, "BATCH_HELD", "批次被扣留，不能公开"


class ChainBroken(AppError):
    """details: {"sequence": the first link that does not hold}"""

    status, code, message = 409, "TRACE_CHAIN_BROKEN", "追溯记录被改动过，不能公开"


class ChainBusy(AppError):
    status, code, message = 409, "TRACE_CHAIN_BUSY", "同时记录的人太多，请再试一次"


class TraceNotFound(AppError):
    status, code, message = 404, "TRACE_NOT_FOUND", "没有这个追溯码，或产品还没有公开"


class ReportInvalid(AppError):
    status, code, message = 422, "TRACE_REPORT_INVALID", "请上传 PDF、JPG、PNG 或 WebP"


class ReportThere(AppError):
    status, code, message = 409, "TRACE_REPORT_THERE", "这份报告已经上传过"
