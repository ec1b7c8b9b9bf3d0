from app.core.errors import AppError


class PatientNotFound(AppError):
    status, code, message = 404, "PATIENT_NOT_FOUND", "没有这位就诊人"


class PatientExists(AppError):
    """details: {"id": the one that there is}"""

    status, code, message = 409, "PATIENT_EXISTS", "这位就诊人已经添加过了"


class TooManyPatients(AppError):
    """details: {"limit": the most there may be}"""

    status, code, message = 409, "TOO_MANY_PATIENTS", "就诊人数量已达上限"


class HolderFirst(AppError):
    status, code, message = 409, "HOLDER_FIRST", "请先添加您本人的实名信息，再添加家人"


class HolderMinor(AppError):
    status, code, message = 422, "HOLDER_MINOR", "未成年人请由监护人的账号添加"


class HolderNeeded(AppError):
    status, code, message = 409, "HOLDER_NEEDED", "请先移除家人，再移除本人"


class GuardianRequired(AppError):
    status, code, message = 422, "GUARDIAN_REQUIRED", "未成年人就诊需要选择一位监护人"


class GuardianUnfit(AppError):
    status, code, message = 422, "GUARDIAN_UNFIT", "监护人须是您账号下的成年就诊人"


class GuardianConsentRequired(AppError):
    status, code, message = 422, "GUARDIAN_CONSENT_REQUIRED", "请由监护人确认同意"


class GuardianNeeded(AppError):
    status, code, message = 409, "GUARDIAN_NEEDED", "这位家人是未成年人的监护人，请先更换监护人"


class PatientFixed(AppError):
    status, code, message = 409, "PATIENT_FIXED", "已有就诊记录，更正姓名请联系前台"


class PatientInUse(AppError):
    """details: {"reasons": texts for the customer}"""

    status, code, message = 409, "PATIENT_IN_USE", "这位就诊人还有未完成的事项，暂时不能移除"


class NotYourPatient(AppError):
    """Also for one that there is not: who may see his own patients only learns nothing of others."""

    status, code, message = 403, "NOT_YOUR_PATIENT", "这不是由您负责的患者"


class PatientLocked(AppError):
    status, code, message = 409, "PATIENT_LOCKED", "患者已撤回同意或移除档案，依法保存的资料已封存，不能查看"


class HolderFixed(AppError):
    status, code, message = 409, "HOLDER_FIXED", "“本人”只能是账号持有人，关系不能这样修改"


class NumberWrong(AppError):
    status, code, message = 422, "ID_NUMBER_WRONG", "身份证号不对"
