from app.core.errors import AppError


class InvoiceNotFound(AppError):
    status, code, message = 404, "INVOICE_NOT_FOUND", "找不到这张发票"


class InvoiceFileMissing(AppError):
    status, code, message = 404, "INVOICE_FILE_MISSING", "商家还没有上传发票文件"


class NotInvoiceable(AppError):
    """It is too early or too late for it, or nothing was paid that has not gone back."""

    status, code, message = 409, "NOT_INVOICEABLE", "这个订单现在不能开发票"


class InvoiceExists(AppError):
    status, code, message = 409, "INVOICE_EXISTS", "这个订单已经申请过发票"


class TaxNumberInvalid(AppError):
    status, code, message = 422, "TAX_NUMBER_INVALID", "税号有误，请核对 18 位统一社会信用代码"


class NotForCompanies(AppError):
    status, code, message = 422, "NOT_FOR_COMPANIES", "本店不开具企业抬头的发票"


class AmountChanged(AppError):
    """details: {"amount_fen": what the invoice is to be made out for now}"""

    status, code, message = 409, "AMOUNT_CHANGED", "开票金额有变动，请按新的金额开具"


class NumberTaken(AppError):
    status, code, message = 409, "NUMBER_TAKEN", "这个发票号码已经登记过"


class FileInvalid(AppError):
    status, code, message = 422, "FILE_INVALID", "请上传 2 MB 以内的 PDF 文件"


class WrongState(AppError):
    """details: {"status": what the invoice is}"""

    status, code, message = 409, "WRONG_STATE", "发票的状态已变化，不能进行此操作"
