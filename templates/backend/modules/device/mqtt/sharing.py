"""Who takes in which share of what devices tell, where an outside broker divides it.

A broker keeps a share for a member of the group that is away, and gives it to nobody else. So the members are always
the same, and somebody speaks for each: a process holds some of them for a while, renews that, and takes over from one
that has ended. Whoever has two fewer than another asks the richest for one, which lets go of it first.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from app.core import clock
from app.core.database import Database, insert_once
from app.core.errors import is_cut_off
from app.modules.device.models import Share
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.connection import OnMessage, beside, listening
from app.modules.device.mqtt.settings import Address

SHARES = 4
GROUP = "ingest"
LEASE = timedelta(seconds=30)
ROUND = timedelta(seconds=5)

log = structlog.get_logger(__name__)


@asynccontextmanager
async def sharing(database: Database, address: Address, holder: str, on_message: OnMessage) -> AsyncIterator[None]:
    """Beside the block; afterwards what it held is free."""
    member = Member(database, address, holder, on_message)
    async with beside(member.work()):
        yield
    await member.leave()


class Member:
    def __init__(self, database: Database, address: Address, holder: str, on_message: OnMessage) -> None:
        self.holder = holder
        self._database, self._address, self._on_message = database, address, on_message
        self._connections: dict[int, AsyncExitStack] = {}

    @property
    def shares(self) -> list[int]:
        return sorted(self._connections)

    async def work(self) -> None:
        while True:
            try:
                await self.round()
            except Exception as error:
                if is_cut_off(error):
                    log.warning("shares_wait_for_database")
                else:
                    log.exception("shares_not_renewed")
            await asyncio.sleep(ROUND.total_seconds())

    async def round(self) -> None:
        """Renews what it holds, lets go of what others ask for, takes what is free, and asks if it has too little."""
        async with self._database.begin() as session:
            await session.execute(
                insert_once(session.get_bind().dialect.name, Share, "number"),
                [{"number": number, "holder": "", "leased_until": clock.now()} for number in range(SHARES)],
            )
            held = {row.number for row in await session.execute(_renew(self.holder))}
        for number in sorted(set(self._connections) - held):
            await self._stop(number)
        async with self._database.begin() as session:
            await session.execute(_hand_over(self.holder))
            mine = {row.number for row in await session.execute(_take(self.holder))}
            await _ask(session, self.holder)
        for number in sorted(mine - set(self._connections)):
            await self._start(number)

    async def leave(self) -> None:
        for number in self.shares:
            await self._stop(number)
        async with self._database.begin() as session:
            await session.execute(sa.update(Share).where(Share.holder == self.holder).values(leased_until=clock.now()))

    async def _start(self, number: int) -> None:
        stack = AsyncExitStack()
        also = [topics.BROKER_LOG] if number == 0 else []
        listener = listening(self._address, f"{GROUP}-{number}", self._on_message, group=GROUP, also=also)
        await stack.enter_async_context(listener)
        self._connections[number] = stack

    async def _stop(self, number: int) -> None:
        await self._connections.pop(number).aclose()


def _renew(holder: str) -> ReturningUpdate[tuple[int]]:
    """What it goes on to hold: nobody asks for it, and it has not come too late."""
    mine = (Share.holder == holder, Share.leased_until > clock.now(), Share.wanted_by.is_(None))
    return sa.update(Share).where(*mine).values(leased_until=clock.now() + LEASE).returning(Share.number)


def _hand_over(holder: str) -> sa.Update:
    """What it has stopped belongs to whoever asked for it."""
    asked = (Share.holder == holder, Share.wanted_by.is_not(None))
    return (
        sa.update(Share).where(*asked).values(holder=Share.wanted_by, wanted_by=None, leased_until=clock.now() + LEASE)
    )


def _take(holder: str) -> ReturningUpdate[tuple[int]]:
    """What is free from now on its own, with what was handed to it."""
    mine = sa.or_(Share.leased_until <= clock.now(), Share.holder == holder)
    return (
        sa.update(Share)
        .where(mine)
        .values(holder=holder, wanted_by=None, leased_until=clock.now() + LEASE)
        .returning(Share.number)
    )


async def _ask(session: AsyncSession, holder: str) -> None:
    rows = list(await session.scalars(sa.select(Share).execution_options(populate_existing=True)))
    if any(row.wanted_by == holder for row in rows):
        return
    counts = Counter(row.holder for row in rows)
    richest, most = max(counts.items(), key=lambda one: (one[1], one[0]))
    if most - counts[holder] >= 2:
        number = min(row.number for row in rows if row.holder == richest)
        await session.execute(
            sa.update(Share)
            .where(Share.number == number, Share.holder == richest, Share.wanted_by.is_(None))
            .values(wanted_by=holder)
        )
