"""Demo data: what is maintained, and how often."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.maintenance_plan import planning
from app.modules.maintenance_plan.dates import later, today
from app.modules.maintenance_plan.schemas import PlanIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `plans`: what a plan says, with `in_days` in the place of `first_on`. Raises ValueError."""
    for row in data.rows.get("plans", []):
        said = {name: value for name, value in row.items() if name != "in_days"}
        if "in_days" in row:
            said["first_on"] = later(today(), row["in_days"], "day")
        await planning.create(session, SYSTEM, PlanIn.model_validate(said))
