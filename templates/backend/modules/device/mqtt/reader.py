"""Reads what has come, the oldest first, in the process that takes it in."""

import asyncio
from datetime import timedelta

import structlog

from app.core.database import Database
from app.core.errors import is_cut_off
from app.modules.device.ingesting import take
from app.modules.device.mqtt import unread

MOST_AT_ONCE = 500
AGAIN = timedelta(seconds=1)
SHOWN = 500
"""Bytes of a message in the log."""
BURST = 100
"""As many messages at once, and more are coming."""
QUIET_S, PATIENCE_S = 0.5, 5

log = structlog.get_logger(__name__)


class Reader:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._more = asyncio.Event()
        self._more.set()  # of the process before this one
        self._in_hand = 0
        self._burst_until = 0.0

    def comes(self, number: int) -> None:
        """So many messages are about to be kept."""
        self._in_hand = number

    def kept(self) -> None:
        """They are there to be read."""
        if self._in_hand >= BURST:
            self._burst_until = asyncio.get_running_loop().time() + QUIET_S
        self._in_hand = 0
        self._more.set()

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            await self._more.wait()
            self._more.clear()
            try:
                while await self._after_the_burst() and await self.read():
                    pass
            except Exception as error:
                if is_cut_off(error):
                    log.warning("reading_waits_for_database")
                else:
                    log.exception("reading_failed")
                await asyncio.sleep(AGAIN.total_seconds())
                self._more.set()

    async def _after_the_burst(self) -> bool:
        """True. Messages are taken in first, so that devices have their answers; but none waits long to be read."""
        now = asyncio.get_running_loop().time
        until = now() + PATIENCE_S
        await asyncio.sleep(QUIET_S / 20)  # the first of a burst are few
        while now() < until and (self._in_hand or now() < self._burst_until):  # noqa: ASYNC110  # time has to pass
            await asyncio.sleep(QUIET_S / 50)
        return True

    async def read(self) -> int:
        """How many messages; what is kept of them and that they are read are one transaction.

        A message that cannot be taken for a reason of our own must not keep out all that come behind it: it is left
        out, and the log has it.
        """
        try:
            async with self._database.begin() as session:
                rows, messages = await unread.oldest(session, MOST_AT_ONCE)
                if rows:
                    await take(session, messages)
                    await unread.forget(session, rows)
                return len(messages)
        except Exception as error:
            if is_cut_off(error):
                raise
            log.exception("messages_not_taken")
        return await self._one_by_one()

    async def _one_by_one(self) -> int:
        async with self._database.begin() as session:
            rows, messages = await unread.oldest(session, MOST_AT_ONCE)
            for message in messages:
                try:
                    async with session.begin_nested():
                        await take(session, [message])
                except Exception as error:
                    if is_cut_off(error):
                        raise
                    log.exception("telemetry_lost", device=message.code, payload=message.payload[:SHOWN])
            await unread.forget(session, rows)
            return len(messages)
