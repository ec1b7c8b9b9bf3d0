from app.core.errors import AppError


class RfqNotFound(AppError):
    status, code, message = 404, "RFQ_NOT_FOUND", "找不到这份询价"


class RfqMoved(AppError):
    """details: {"status": what the request is}"""

    status, code, message = 409, "RFQ_MOVED", "询价当前状态不能进行此操作"


class RfqClosed(AppError):
    """details: {"status": what the request is, "deadline": until when quotes were taken}"""

    status, code, message = 409, "RFQ_CLOSED", "报价已经截止"


class RfqRevised(AppError):
    """details: {"revision": the one that counts}"""

    status, code, message = 409, "RFQ_REVISED", "询价有改动，请看过后重新报价"


class RfqIncomplete(AppError):
    status, code, message = 422, "RFQ_INCOMPLETE", "至少要有一行内容和一家供应商，截止时间要在将来"


class QuoteExists(AppError):
    status, code, message = 409, "QUOTE_EXISTS", "这份询价您已经报过价"


class QuoteWrong(AppError):
    """details: {"line_ids": those that the request does not have}"""

    status, code, message = 422, "QUOTE_WRONG", "报价的行与询价不符"


class AwardWrong(AppError):
    status, code, message = 422, "AWARD_WRONG", "这家供应商没有给这一行有效的报价"


class QuoteExpired(AppError):
    """details: {"supplier_id", "valid_until"}"""

    status, code, message = 409, "QUOTE_EXPIRED", "报价已过有效期"


class FileInvalid(AppError):
    status, code, message = 422, "RFQ_FILE_INVALID", "请上传 PDF、JPG 或 PNG 文件，不超过 5 MB"


class FileNotFound(AppError):
    status, code, message = 404, "RFQ_FILE_NOT_FOUND", "找不到这个附件"


class TooManyFiles(AppError):
    """details: {"limit": how many are allowed}"""

    status, code, message = 422, "RFQ_TOO_MANY_FILES", "附件太多了"
