from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.alarm import ACTIONS
from app.contracts.wallboard import PANELS
from app.core import jobs
from app.core.module import Module
from app.modules.alert import notifying, sweeping
from app.modules.alert.admin import AlarmView, RulesView, contribute
from app.modules.alert.judging import Judge
from app.modules.alert.on_wall import AlarmsOnWall
from app.modules.alert.settings import AlertSettings
from app.modules.alert.staff_router import router
from app.modules.device.api import LISTENERS


def setup() -> None:
    PANELS.provide(AlarmsOnWall(), owner="alert", order=20)
    contribute()
    LISTENERS.provide(Judge(), owner="alert")
    ACTIONS.provide(notifying.Notify(), owner="alert")
    jobs.register_outside(notifying.JOB, notifying.post)
    jobs.every(timedelta(seconds=10), "alert.sweep", sweeping.sweep)
    jobs.every(timedelta(hours=6), "alert.purge", sweeping.purge)


def admin() -> Sequence[BaseView]:
    return AlarmView(), RulesView()


MODULE = Module("alert", routers=(router,), setup=setup, admin=admin, settings=AlertSettings)
