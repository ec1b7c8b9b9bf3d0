import pytest

from app.contracts.course import LESSON_ACCESS
from tests.course.factory import Sold
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this school has decided."""
    configure("course", link_lasts="4h", max_video_mb=500, max_material_mb=50)


@pytest.fixture
def sold(monkeypatch: pytest.MonkeyPatch) -> Sold:
    """Somebody who sells courses, and nobody else does."""
    sold = Sold()
    monkeypatch.setattr(LESSON_ACCESS, "_rows", [])
    LESSON_ACCESS.provide(sold, owner="test")
    return sold
