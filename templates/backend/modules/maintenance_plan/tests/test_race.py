"""The same date and the same mark, by several processes at once."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.maintenance_plan import planning
from tests.maintenance_plan.plans import METER, make, orders, plan
from tests.racing import race


async def read(database: Database, plan_id: int, value: float) -> float | None:
    async with database.begin() as session:
        return (await planning.read_meter(session, SYSTEM, plan_id, value)).meter_next


async def run(database: Database) -> None:
    await make(database)


async def test_one_date_makes_one_order(database: Database) -> None:
    await plan(database)
    await race(database, run, [[()] * 3] * 3)
    assert len(await orders(database)) == 1


async def test_one_mark_makes_one_order(database: Database) -> None:
    plan_id = await plan(database, **METER)
    assert set(await race(database, read, [[(plan_id, 1600.0)] * 3] * 3)) == {2000.0}
    assert len(await orders(database)) == 1
