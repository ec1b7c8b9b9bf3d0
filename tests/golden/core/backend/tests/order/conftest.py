import pytest

from app.contracts.order import OrderReady
from app.contracts.pricing import PRICE_STEPS
from app.core import events
from tests.types import Configure


@pytest.fixture(autouse=True)
def nobody_else(app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the goods has a price, and a paid order stays where it is, whatever else this shop has."""
    del app  # it is put together first, as it is
    monkeypatch.setattr(PRICE_STEPS, "_rows", [])
    monkeypatch.setitem(getattr(events, "_subscribers"), OrderReady, [])  # noqa: B009  # only tests silence anybody


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided; and what nobody has counted can be sold, whether or not stock is kept at all."""
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
