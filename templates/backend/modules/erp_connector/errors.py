from app.core.errors import AppError


class ErpDocumentNotFound(AppError):
    status, code, message = 404, "ERP_DOCUMENT_NOT_FOUND", "找不到这张单据"


class ErpDocumentMoved(AppError):
    """details: {"status": what the document is}"""

    status, code, message = 409, "ERP_DOCUMENT_MOVED", "只有推送失败的单据可以重试"


class ReconciliationNotFound(AppError):
    status, code, message = 404, "RECONCILIATION_NOT_FOUND", "这一天还没有对过账"


class DayNotOver(AppError):
    status, code, message = 422, "RECONCILIATION_DAY_NOT_OVER", "只能对已经过去的日子"
