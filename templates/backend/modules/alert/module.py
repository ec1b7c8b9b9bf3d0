from datetime import timedelta

from app.contracts.alarm import ACTIONS
from app.core import jobs
from app.core.admin import AUDIT_WORDS
from app.core.module import Module
from app.modules.alert import notifying, sweeping
from app.modules.alert.judging import Judge
from app.modules.alert.settings import AlertSettings
from app.modules.alert.staff_router import router
from app.modules.alert.words import AUDIT
from app.modules.device.api import LISTENERS


def setup() -> None:
    AUDIT_WORDS.provide(AUDIT, owner="alert")
    LISTENERS.provide(Judge(), owner="alert")
    ACTIONS.provide(notifying.Notify(), owner="alert")
    jobs.register_outside(notifying.JOB, notifying.post)
    jobs.every(timedelta(seconds=10), "alert.sweep", sweeping.sweep)
    jobs.every(timedelta(hours=6), "alert.purge", sweeping.purge)


MODULE = Module("alert", routers=(router,), setup=setup, settings=AlertSettings)
