from typing import Any

import pytest

from app.contracts.points import MULTIPLIERS
from tests.types import Configure

RULES: dict[str, Any] = {
    "earn_per_yuan": 1,
    "redeem_per_yuan": 10,
    "redeem_max_percent": 50,
    "expire_months": 12,
    "expiring_soon": "30d",
    "welcome_points": 0,
}


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules that these tests count on, whatever the shop's own are; and what nobody has counted can be sold."""
    monkeypatch.setattr(MULTIPLIERS, "_rows", [])
    configure("points", **RULES)
    configure("order", max_open_orders=50)
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")
