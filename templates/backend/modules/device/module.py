from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.wallboard import PANELS
from app.contracts.work_order import ASSETS
from app.core import jobs
from app.core.module import Module
from app.modules.device import commanding, presence, purging
from app.modules.device.admin import DeviceView, contribute
from app.modules.device.assets import DevicesAsAssets
from app.modules.device.live.router import router as live_router
from app.modules.device.live.watching import open_watching
from app.modules.device.mqtt import accounts
from app.modules.device.mqtt.work import work
from app.modules.device.on_wall import DevicesOnWall
from app.modules.device.router import router
from app.modules.device.seeds import seed
from app.modules.device.settings import DeviceSettings
from app.modules.device.staff_router import router as staff_router


def setup() -> None:
    PANELS.provide(DevicesOnWall(), owner="device", order=10)
    ASSETS.provide(DevicesAsAssets(), owner="device")
    contribute()
    jobs.register_outside(commanding.TELL, commanding.tell)
    jobs.register(commanding.EXPIRE, commanding.expire)
    jobs.register_outside(accounts.WRITE, accounts.write)
    jobs.every(timedelta(seconds=10), "device.sweep", presence.sweep)
    jobs.every(timedelta(hours=1), "device.purge", purging.purge)


def admin() -> Sequence[BaseView]:
    return (DeviceView(),)


MODULE = Module(
    name="device",
    routers=(router, staff_router, live_router),
    setup=setup,
    lifespan=open_watching,
    work=work,
    admin=admin,
    seed=seed,
    settings=DeviceSettings,
)
