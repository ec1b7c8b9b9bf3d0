"""One person's accounts, all at once, from several processes."""

from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.modules.activity.api import Claim, LimitReached, enter
from app.modules.activity.limits import address_mark
from app.modules.activity.models import Seat
from tests.racing import race
from tests.types import AsUser, Configure

PROCESSES, ACCOUNTS, LIMIT = 3, 8, 2


async def take_part(database: Database, user_id: int, subject_id: int) -> int | None:
    """The id of the account, if it was let in."""
    try:
        async with database.begin() as session:
            await enter(session, Claim("test", 1, user_id, "order", subject_id), [("address", address_mark("此处"))])
    except LimitReached:
        return None
    return user_id


async def test_never_more_accounts_than_the_limit(database: Database, as_user: AsUser, configure: Configure) -> None:
    configure("activity", accounts_per_address=LIMIT)
    user_ids = [(await as_user(f"马甲{number}")).id for number in range(ACCOUNTS)]
    twice = [(user_id, 10 * user_id + turn) for user_id in user_ids for turn in range(2)]
    let_in = Counter(user_id for user_id in await race(database, take_part, [twice] * PROCESSES) if user_id)
    assert len(let_in) == LIMIT
    async with database.read() as session:
        seats = (await session.scalars(sa.select(Seat).order_by(Seat.slot))).all()
    assert [seat.slot for seat in seats] == list(range(1, LIMIT + 1))
    assert {seat.user_id: seat.uses for seat in seats} == dict.fromkeys(let_in, 2)
