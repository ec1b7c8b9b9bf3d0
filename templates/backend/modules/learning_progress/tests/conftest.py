import pytest

from app.contracts.course import LESSON_ACCESS
from app.contracts.exam import QUIZZES
from tests.learning_progress.factory import Quizzes
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this school has decided; courses cost nothing, and no lesson has a quiz."""
    configure("learning_progress", done_percent=90, max_speed=2, article_least="20s")
    configure("course", link_lasts="4h", max_video_mb=500, max_material_mb=50)
    monkeypatch.setattr(LESSON_ACCESS, "_rows", [])
    monkeypatch.setattr(QUIZZES, "_rows", [])


@pytest.fixture
def quizzes(monkeypatch: pytest.MonkeyPatch) -> Quizzes:
    """Somebody who asks questions."""
    quizzes = Quizzes()
    monkeypatch.setattr(QUIZZES, "_rows", [])
    QUIZZES.provide(quizzes, owner="test")
    return quizzes
