from app.core.errors import AppError


class WorkOrderNotFound(AppError):
    status, code, message = 404, "WORK_ORDER_NOT_FOUND", "找不到这个工单"


class WorkOrderMoved(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "WORK_ORDER_MOVED", "工单当前状态不能进行此操作"


class WorkOrderIncomplete(AppError):
    """details: {"missing": texts of the required items that are not done, "signature": whether it is missing}"""

    status, code, message = 422, "WORK_ORDER_INCOMPLETE", "还有必做的检查项或签名没有完成"


class WorkOrderNotYours(AppError):
    status, code, message = 403, "WORK_ORDER_NOT_YOURS", "这个工单派给了别人"


class AssigneeUnknown(AppError):
    status, code, message = 422, "ASSIGNEE_UNKNOWN", "这位员工不能接维修工单"


class ChecklistUnknown(AppError):
    """details: {"checklists": those that there are}"""

    status, code, message = 422, "CHECKLIST_UNKNOWN", "没有这张检查表"


class CheckNotFound(AppError):
    status, code, message = 404, "CHECK_NOT_FOUND", "工单没有这个检查项"


class EntryNotFound(AppError):
    status, code, message = 404, "WORK_ENTRY_NOT_FOUND", "找不到这条用料或工时"


class RecordNotReady(AppError):
    """details: {"status": what the order is}"""

    status, code, message = 409, "WORK_ORDER_NOT_CLOSED", "验收通过后才有维修记录"


class RepairRequestNotFound(AppError):
    status, code, message = 404, "REPAIR_REQUEST_NOT_FOUND", "找不到这次报修"


class RepairRequestAnswered(AppError):
    """details: {"status": what the report is}"""

    status, code, message = 409, "REPAIR_REQUEST_ANSWERED", "这次报修已经处理过"


class AttachmentUnknown(AppError):
    status, code, message = 422, "ATTACHMENT_UNKNOWN", "照片已失效，请重新上传"


class TooManyAttachments(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "TOO_MANY_ATTACHMENTS", "照片太多了"


class ReminderCodeWrong(AppError):
    status, code, message = 422, "REMINDER_CODE_WRONG", "提醒没有开通，请再试一次"
