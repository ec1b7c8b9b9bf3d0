import pytest

from app.contracts.patient import CARE, RECORDS
from tests.patient.family import Chart, Round
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the clinic's own are."""
    configure("patient", max_patients=10)


@pytest.fixture(autouse=True)
def chart(monkeypatch: pytest.MonkeyPatch) -> Chart:
    """The only one that keeps anything of patients."""
    chart = Chart()
    monkeypatch.setattr(RECORDS, "all", lambda: [chart])
    return chart


@pytest.fixture(autouse=True)
def ward(monkeypatch: pytest.MonkeyPatch) -> Round:
    """The only one that knows who looks after whom."""
    ward = Round()
    monkeypatch.setattr(CARE, "all", lambda: [ward])
    return ward
