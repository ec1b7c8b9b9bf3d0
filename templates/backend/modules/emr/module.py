from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.emr import ENCOUNTERS
from app.contracts.patient import CARE, RECORDS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.emr import router, staff_router
from app.modules.emr.admin import EncounterView, contribute
from app.modules.emr.finding import PatientsOfDoctors
from app.modules.emr.opening import OpensEncounters
from app.modules.emr.personal_data import EmrPersonalData
from app.modules.emr.retention import EncounterRecords
from app.modules.emr.seeds import seed
from app.modules.emr.settings import EmrSettings


def setup() -> None:
    CARE.provide(PatientsOfDoctors(), owner="emr")
    ENCOUNTERS.provide(OpensEncounters(), owner="emr")
    RECORDS.provide(EncounterRecords(), owner="emr")
    PERSONAL_DATA.provide(EmrPersonalData(), owner="emr", order=310)
    contribute()


def admin() -> Sequence[BaseView]:
    return (EncounterView(),)


MODULE = Module(
    "emr",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=EmrSettings,
)
