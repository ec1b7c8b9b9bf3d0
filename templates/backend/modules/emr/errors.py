from app.core.errors import AppError


class EncounterNotFound(AppError):
    status, code, message = 404, "ENCOUNTER_NOT_FOUND", "没有这份病历"


class EncounterNotYours(AppError):
    status, code, message = 403, "ENCOUNTER_NOT_YOURS", "只有接诊医生本人可以书写、签名和更正"


class Signed(AppError):
    status, code, message = 409, "SIGNED", "病历已签名，不能修改；需要更正请另出一版"


class EncounterMoved(AppError):
    """details: {"status": what the encounter is}"""

    status, code, message = 409, "ENCOUNTER_MOVED", "病历当前状态不能进行此操作"


class EncounterOutdated(AppError):
    """details: {"revision": the newest}"""

    status, code, message = 409, "ENCOUNTER_OUTDATED", "病历已在别处改动，请刷新后再试"


class EncounterIncomplete(AppError):
    """details: {"missing": names of what is missing}"""

    status, code, message = 422, "ENCOUNTER_INCOMPLETE", "主诉和主要诊断齐全后才能签名"


class DoctorUnknown(AppError):
    status, code, message = 422, "DOCTOR_UNKNOWN", "这位员工不能书写病历"


class RecordTampered(AppError):
    """The record is not what was signed: somebody has been at the database."""

    status, code, message = 500, "RECORD_TAMPERED", "病历校验不通过，请立即联系管理员"
