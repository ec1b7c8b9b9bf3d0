from app.core.errors import AppError


class SupplierNotFound(AppError):
    status, code, message = 404, "SUPPLIER_NOT_FOUND", "找不到这家供应商"


class SupplierExists(AppError):
    status, code, message = 409, "SUPPLIER_EXISTS", "编号或统一社会信用代码已被另一家供应商使用"


class SupplierMoved(AppError):
    """details: {"status": what the supplier is}"""

    status, code, message = 409, "SUPPLIER_MOVED", "供应商当前状态不能进行此操作"


class SupplierNotActive(AppError):
    """details: {"status": what the supplier is}"""

    status, code, message = 409, "SUPPLIER_NOT_ACTIVE", "供应商已暂停或拉黑，不能进行此操作"


class ContactNotFound(AppError):
    status, code, message = 404, "SUPPLIER_CONTACT_NOT_FOUND", "找不到这位联系人"


class ContactRevoked(AppError):
    status, code, message = 409, "SUPPLIER_CONTACT_REVOKED", "这位联系人已停用"


class ContactBound(AppError):
    status, code, message = 409, "SUPPLIER_CONTACT_BOUND", "这位联系人已经绑定了微信"


class InvitationWrong(AppError):
    status, code, message = 422, "INVITATION_WRONG", "邀请码不对、用过或已过期，请向采购员再要一个"


class AlreadySupplier(AppError):
    status, code, message = 409, "ALREADY_SUPPLIER", "您已经是一家供应商的联系人"


class NotSupplier(AppError):
    status, code, message = 403, "NOT_SUPPLIER", "请先用邀请码绑定供应商"
