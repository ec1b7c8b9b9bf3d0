from app.core.errors import AppError


class KeyNotFound(AppError):
    status, code, message = 404, "KEY_NOT_FOUND", "找不到这个接口密钥"


class KeyNameTaken(AppError):
    status, code, message = 409, "KEY_NAME_TAKEN", "已有同名的接口密钥"


class ScopeUnknown(AppError):
    """details: {"scopes": those that there are}"""

    status, code, message = 422, "SCOPE_UNKNOWN", "没有这项权限"


class WebhookNotFound(AppError):
    status, code, message = 404, "WEBHOOK_NOT_FOUND", "找不到这个推送地址"


class WebhookThere(AppError):
    status, code, message = 409, "WEBHOOK_THERE", "这个地址已经登记过"


class AddressRefused(AppError):
    status, code, message = 422, "WEBHOOK_ADDRESS_REFUSED", "推送地址必须是 https 的公网地址"


class EventUnknown(AppError):
    """details: {"events": those that there are not}"""

    status, code, message = 422, "WEBHOOK_EVENT_UNKNOWN", "没有这种事件"


class DeliveryNotFound(AppError):
    status, code, message = 404, "DELIVERY_NOT_FOUND", "找不到这次推送"


class DeliveryRunning(AppError):
    status, code, message = 409, "DELIVERY_RUNNING", "这次推送还在进行"
