"""All friends help at the same second, and the shop has several processes."""

from app.core.database import Database
from app.core.errors import AppError
from app.modules.bargain.bargaining import help_with
from tests.bargain.factory import FLOOR_FEN, USUAL_FEN, activity, cuts, record, start
from tests.catalog.factory import spu
from tests.racing import race
from tests.types import AsUser

PROCESSES, FRIENDS, HELPS = 4, 30, 20


async def cut(database: Database, code: str, helper_id: int) -> int:
    """What was taken off."""
    try:
        async with database.begin() as session:
            return (await help_with(session, helper_id, code)).cut_fen
    except AppError:
        return 0


async def test_exactly_to_the_floor(database: Database, as_user: AsUser) -> None:
    await activity(database, (await spu(database, price_fen=USUAL_FEN)).sku_id, helps=HELPS)
    code = await start(await as_user())
    friends = [(code, (await as_user(f"好友{number}")).id) for number in range(FRIENDS)]
    taken = [fen for fen in await race(database, cut, [friends[n::PROCESSES] * 2 for n in range(PROCESSES)]) if fen]
    assert (len(taken), sum(taken)) == (HELPS, USUAL_FEN - FLOOR_FEN)
    assert sorted(await cuts(database)) == sorted(taken)
    row = await record(database, code)
    assert (row.status, row.cuts, row.price_fen) == ("success", HELPS, FLOOR_FEN)
