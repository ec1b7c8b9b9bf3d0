import pytest

from app.contracts.patient import CARE, RECORDS
from app.modules.emr.finding import PatientsOfDoctors
from app.modules.emr.retention import EncounterRecords
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the clinic's own are."""
    configure("patient", max_patients=10)
    configure("emr", keep_years=15)


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps anything of patients, or knows whose they are."""
    monkeypatch.setattr(CARE, "all", lambda: [PatientsOfDoctors()])
    monkeypatch.setattr(RECORDS, "all", lambda: [EncounterRecords()])
