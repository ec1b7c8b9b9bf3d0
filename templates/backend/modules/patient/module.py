from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.booking import ATTENDEES
from app.core import jobs
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES, RETENTIONS
from app.modules.patient import records, router, staff_router
from app.modules.patient.admin import PatientView, contribute
from app.modules.patient.attending import PatientsAttend
from app.modules.patient.personal_data import PatientPersonalData, PatientRetention
from app.modules.patient.purposes import CHILDREN, HEALTH
from app.modules.patient.seeds import seed
from app.modules.patient.settings import PatientSettings


def setup() -> None:
    ATTENDEES.provide(PatientsAttend(), owner="patient")
    PURPOSES.provide(HEALTH, owner="patient.health", order=30)
    PURPOSES.provide(CHILDREN, owner="patient.children", order=40)
    PERSONAL_DATA.provide(PatientPersonalData(), owner="patient", order=300)
    RETENTIONS.provide(PatientRetention(), owner="patient")
    jobs.every(records.EVERY, records.ERASE, records.erase_due)
    contribute()


def admin() -> Sequence[BaseView]:
    return (PatientView(),)


MODULE = Module(
    "patient",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=PatientSettings,
)
