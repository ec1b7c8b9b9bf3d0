from collections.abc import Iterator

import pytest

from app.core import http
from app.core.resources import Resources
from tests.open_api.partners import RULES, Receiver
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("open_api", **RULES)


@pytest.fixture
def receiver(resources: Resources) -> Iterator[Receiver]:
    """Whoever listens at every address."""
    del resources
    before = http._transport  # noqa: SLF001  # put back below
    receiver = Receiver()
    http.route_through(receiver)
    yield receiver
    http.route_through(before)
