from typing import Any

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.member_tier.models import Tier
from tests.types import Configure

RULES: dict[str, Any] = {
    "growth_per_yuan": 1,
    "growth_months": 12,
    "keep_months": 12,
    "with_activities": False,
    "member_day": 0,
    "member_day_points_percent": 200,
}


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are; and what nobody has counted can be sold."""
    configure("member_tier", **RULES)
    configure("order", max_open_orders=50)
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")


@pytest.fixture(autouse=True)
async def tiers(usual_rules: None, database: Database) -> dict[str, int]:
    """Three tiers, by name their ids, whatever the shop opens with."""
    del usual_rules
    rows = (("普通", 0, 100, 100), ("银卡", 100, 98, 120), ("金卡", 500, 90, 150))
    async with database.begin() as session:
        await session.execute(sa.delete(Tier))
        made = [
            Tier(name=name, growth=growth, price_percent=price, points_percent=points, benefits=[], scope=[])
            for name, growth, price, points in rows
        ]
        session.add_all(made)
        await session.flush()
        return {tier.name: tier.id for tier in made}
