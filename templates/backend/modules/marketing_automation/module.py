from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.contracts.marketing import BIRTHDAYS
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES
from app.modules.marketing_automation import birthdays, runs
from app.modules.marketing_automation.admin import RunView, contribute
from app.modules.marketing_automation.journeys import JOURNEYS
from app.modules.marketing_automation.personal_data import MarketingPersonalData
from app.modules.marketing_automation.purposes import BIRTHDAY
from app.modules.marketing_automation.router import router
from app.modules.marketing_automation.settings import MarketingSettings


def setup() -> None:
    PURPOSES.provide(BIRTHDAY, owner="marketing_automation", order=70)
    PERSONAL_DATA.provide(MarketingPersonalData(), owner="marketing_automation")
    JOURNEYS.provide(birthdays.JOURNEY, owner="marketing_automation")
    BIRTHDAYS.provide(birthdays.KnownBirthdays(), owner="marketing_automation")
    contribute()
    jobs.register(runs.END, runs.end)
    jobs.every(timedelta(minutes=5), "marketing.sweep", runs.sweep)
    jobs.every(timedelta(hours=1), "marketing.birthdays", birthdays.look)


def admin() -> Sequence[BaseView]:
    return (RunView(),)


MODULE = Module("marketing_automation", routers=(router,), setup=setup, admin=admin, settings=MarketingSettings)
