import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this school has decided."""
    configure("exam", grace="5s", partial="none", answers_shown="graded")
