"""One process takes in what devices tell; when it has ended, another one does.

The broker keeps what comes meanwhile for its one listener. Several listeners in a shared subscription would not do: a
share stays with a member that is away, and Mosquitto forgets shared subscriptions, persistent or not, when it restarts.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import sqlalchemy as sa
import structlog

from app.core import clock
from app.core.database import Database, changed, insert_once
from app.core.errors import is_cut_off
from app.modules.device.models import Intake
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.connection import Heard, beside, listening
from app.modules.device.mqtt.settings import Address

CLIENT_ID = "ingest"
LEASE = timedelta(seconds=15)
ROUND = timedelta(seconds=5)
ONLY = 1

log = structlog.get_logger(__name__)


@asynccontextmanager
async def holding(database: Database, address: Address, name: str, heard: Heard) -> AsyncIterator[None]:
    """Beside the block, whenever it is this process's turn."""
    taker = Taker(database, address, name, heard)
    async with beside(taker.work()):
        yield
    await taker.leave()


class Taker:
    def __init__(self, database: Database, address: Address, name: str, heard: Heard) -> None:
        self._database, self._address, self._name, self._heard = database, address, name, heard
        self._connection: AsyncExitStack | None = None

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.round()
            except Exception as error:
                if is_cut_off(error):
                    log.warning("intake_waits_for_database")
                else:
                    log.exception("intake_not_renewed")
            await asyncio.sleep(ROUND.total_seconds())

    async def round(self) -> bool:
        """Whether it is this one's turn; the connection follows."""
        now = clock.now()
        async with self._database.begin() as session:
            vacant = insert_once(session.get_bind().dialect.name, Intake, "id")
            await session.execute(vacant, {"id": ONLY, "holder": "", "leased_until": now})
            mine = sa.or_(Intake.holder == self._name, Intake.leased_until <= now)
            claim = sa.update(Intake).where(mine).values(holder=self._name, leased_until=now + LEASE)
            is_mine = bool(await changed(session, claim))
        if is_mine and self._connection is None:
            self._connection = AsyncExitStack()
            listener = listening(self._address, CLIENT_ID, self._heard, also=[topics.BROKER_LOG])
            await self._connection.enter_async_context(listener)
        elif not is_mine:
            await self.close()
        return is_mine

    async def leave(self) -> None:
        """The next one need not wait."""
        await self.close()
        async with self._database.begin() as session:
            await session.execute(sa.update(Intake).where(Intake.holder == self._name).values(leased_until=clock.now()))

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            await connection.aclose()
