import pytest

from app.contracts.order import OrderReady
from app.core import events
from tests.types import Configure


@pytest.fixture(autouse=True)
def nobody_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paid order stays where it is, whoever sends or hands over goods in this shop."""
    monkeypatch.setitem(getattr(events, "_subscribers"), OrderReady, [])  # noqa: B009  # only tests silence anybody


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided; and what nobody has counted can be sold, whether or not stock is kept at all."""
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
