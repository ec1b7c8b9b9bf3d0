from pathlib import Path

from app.core.database import Database
from app.core.module import SeedData
from app.modules.booking.seeds import seed
from tests.booking.factory import slots
from tests.types import Hand


async def test_seeds(database: Database, monday: Hand, tmp_path: Path) -> None:
    del monday
    hours = {"days": [0, 2], "from": "09:00", "to": "10:00", "every": 30, "seats": 2, "price": "20.50"}
    rows = {"resources": [{"code": "wang", "name": "王医生", "kind": "复诊", "staff": "nobody", "hours": [hours]}]}
    async with database.begin() as session:
        await seed(session, SeedData(rows, tmp_path))
    first, *_ = found = await slots(database)
    assert (len(found), first.capacity, first.price_fen) == (2 * 4 + 0, 2, 2050)
