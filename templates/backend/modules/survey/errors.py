from app.core.errors import AppError


class SurveyClosed(AppError):
    """The order is not completed, or that was too long ago."""

    status, code, message = 409, "SURVEY_CLOSED", "这个订单现在不能打分"


class SurveyAnswered(AppError):
    status, code, message = 409, "SURVEY_ANSWERED", "这个订单已经打过分了"


class TicketNotFound(AppError):
    status, code, message = 404, "TICKET_NOT_FOUND", "找不到这个工单"


class TicketHandled(AppError):
    status, code, message = 409, "TICKET_HANDLED", "这个工单已经处理过了"
