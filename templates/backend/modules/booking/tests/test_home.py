from app.core.database import Database
from app.modules.booking.home import BookableBlock
from tests.booking.factory import resource
from tests.types import Hand


async def test_on_the_home_page(database: Database, monday: Hand) -> None:
    del monday
    for code in ("a", "b", "c", "d"):
        await resource(database, code)
    async with database.read() as session:
        usual = await BookableBlock().load(session, {})
        few = await BookableBlock().load(session, {"limit": 1, "kind": "复诊"})
        none = await BookableBlock().load(session, {"kind": "练车"})
    assert [len(one["items"]) for one in (usual, few, none)] == [3, 1, 0]
    assert few["items"][0]["next_at"] == "2026-11-23T01:00:00Z"
