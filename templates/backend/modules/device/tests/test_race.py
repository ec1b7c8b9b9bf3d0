"""One message, told by several connections at the same moment, counts once."""

from app.core import clock
from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
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
