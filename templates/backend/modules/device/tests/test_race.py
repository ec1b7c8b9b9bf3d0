"""One message, told by several connections at the same moment, counts once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.database import Database, open_engine
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from app.modules.device.models import Device
from tests.device.machines import counts, machine
from tests.racing import race


async def tell(database: Database, code: str, number: int) -> int:
    message = Incoming(code, b'{"id": "m-%d", "values": {"parts": %d}}' % (number, number), clock.now())
    async with database.begin() as session:
        (answer,) = await take(session, [message])
    return answer.taken


async def test_told_at_once(database: Database) -> None:
    lathe = await machine(database)
    calls = [[(lathe.code, number) for number in range(10)] for _ in range(4)]
    assert sum(await race(database, tell, calls)) == 10
    assert await counts(database, lathe.id) == {"duplicate": 30}


async def test_a_device_s_messages_are_taken_one_after_the_other(database: Database) -> None:
    """Those that come out of order as well. SQLite has one writer at a time; PostgreSQL's row is held."""
    if not database.url.startswith("postgresql"):
        pytest.skip("SQLite has one writer at a time")
    lathe, other = await machine(database), await machine(database, "cnc-2")
    now = clock.now()
    newer, older = (Incoming(lathe.code, b'{"values": {"parts": 1}}', at) for at in (now, now - timedelta(hours=1)))
    async with database.begin() as session:
        await take(session, [newer])
    free = sa.select(Device.id).order_by(Device.id).with_for_update(skip_locked=True)
    async with database.begin() as session:
        await take(session, [older])
        elsewhere = open_engine(database.url)
        async with elsewhere.begin() as connection:
            assert list(await connection.scalars(free)) == [other.id]
        await elsewhere.dispose()
