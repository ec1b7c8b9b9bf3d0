from datetime import timedelta

from app.core import jobs
from app.core.admin import AUDIT_WORDS
from app.core.module import Module
from app.modules.device import presence, purging
from app.modules.device.mqtt.work import work
from app.modules.device.router import router
from app.modules.device.settings import DeviceSettings
from app.modules.device.staff_router import router as staff_router

WORDS = {
    "device": "设备",
    "device.register": "登记设备",
    "device.edit": "修改设备",
    "device.secret": "更换设备密钥",
    "device.enable": "启用设备",
    "device.disable": "停用设备",
    "device.sweep": "查看哪些设备离线了",
    "device.purge": "清理过期的设备数据",
}


def setup() -> None:
    AUDIT_WORDS.provide(WORDS, owner="device")
    jobs.every(timedelta(seconds=10), "device.sweep", presence.sweep)
    jobs.every(timedelta(hours=1), "device.purge", purging.purge)


MODULE = Module(
    name="device",
    routers=(router, staff_router),
    setup=setup,
    work=work,
    settings=DeviceSettings,
)
