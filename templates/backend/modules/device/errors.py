from app.core.errors import AppError


class DeviceNotFound(AppError):
    status, code, message = 404, "DEVICE_NOT_FOUND", "找不到这台设备"


class DeviceCodeTaken(AppError):
    status, code, message = 409, "DEVICE_CODE_TAKEN", "设备编号已被使用"


class DeviceTypeUnknown(AppError):
    """details: {"types": those that there are}"""

    status, code, message = 422, "DEVICE_TYPE_UNKNOWN", "没有这种设备类型"


class GatewayUnknown(AppError):
    status, code, message = 422, "GATEWAY_UNKNOWN", "网关不存在，或者它自己也在另一个网关之下"


class DeviceOffline(AppError):
    status, code, message = 409, "DEVICE_OFFLINE", "设备不在线，收不到命令"


class CommandUnknown(AppError):
    """details: {"commands": those that the device's type takes}"""

    status, code, message = 422, "COMMAND_UNKNOWN", "这种设备没有这个命令"


class CommandUnfit(AppError):
    """details: {"params": what is wrong with each}"""

    status, code, message = 422, "COMMAND_UNFIT", "命令的参数有误"


class ReadingUnknown(AppError):
    """details: {"readings": those that the device's type has}"""

    status, code, message = 404, "READING_UNKNOWN", "设备没有这个测点"


class NotThisDevice(AppError):
    """Whoever asks learns nothing about which devices there are."""

    status, code, message = 401, "NOT_THIS_DEVICE", "设备编号或密钥不正确"
    headers = {"WWW-Authenticate": 'Basic realm="device"'}  # noqa: RUF012  # constant


class TelemetryMalformed(AppError):
    status, code, message = 422, "TELEMETRY_MALFORMED", "上报的内容不是约定的格式"


class TelemetryTooLarge(AppError):
    status, code, message = 413, "TELEMETRY_TOO_LARGE", "一次上报的内容太大"


class NoLabel(AppError):
    """Nobody takes reports."""

    status, code, message = 404, "NO_LABEL", "没有开通扫码报修"
