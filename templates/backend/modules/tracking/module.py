from collections.abc import Sequence
from datetime import timedelta

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES
from app.modules.tracking.admin import BehaviourView, contribute
from app.modules.tracking.jobs import forget
from app.modules.tracking.personal_data import TrackingPersonalData
from app.modules.tracking.purposes import TRACKING
from app.modules.tracking.router import router
from app.modules.tracking.seeds import seed
from app.modules.tracking.settings import TrackingSettings


def setup() -> None:
    PURPOSES.provide(TRACKING, owner="tracking", order=80)
    PERSONAL_DATA.provide(TrackingPersonalData(), owner="tracking")
    contribute()
    jobs.every(timedelta(days=1), "tracking.forget", forget)


def admin() -> Sequence[BaseView]:
    return (BehaviourView(),)


MODULE = Module("tracking", routers=(router,), setup=setup, admin=admin, seed=seed, settings=TrackingSettings)
