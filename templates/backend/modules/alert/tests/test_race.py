"""Messages of one device in the hands of several consumers at the same moment raise one alarm."""

from app.core import clock
from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from tests.alert.alarms import alarms
from tests.device.machines import machine
from tests.racing import race
from tests.types import Configure


async def tell(database: Database, code: str, number: int) -> int:
    message = Incoming(code, b'{"id": "m-%d", "values": {"temperature": 90}}' % number, clock.now())
    async with database.begin() as session:
        (answer,) = await take(session, [message])
    return answer.taken


async def test_told_at_once(database: Database, configure: Configure) -> None:
    configure("alert", rules={"hot": {"device": "cnc", "when": "temperature > 80", "severity": "major"}})
    lathe = await machine(database)
    calls = [[(lathe.code, 10 * process + number) for number in range(10)] for process in range(4)]
    assert sum(await race(database, tell, calls)) == 40
    (alarm,) = await alarms(database)
    assert 1 <= alarm.count <= 40  # a reading that was taken by a later transaction may be an earlier one
