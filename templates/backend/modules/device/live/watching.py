"""What has changed at devices, for those who watch them.

What devices tell is taken in by whichever process has the message in hand, so each process looks for itself at what
all of them share: the newest values in the database, once a second for all its watchers together, and not at all while
nobody watches. A watcher who does not keep up is let go; nobody waits for him.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import Database
from app.core.errors import is_cut_off
from app.core.resources import Resources
from app.modules.device.keeping import moment
from app.modules.device.models import Device, Latest
from app.modules.device.schemas import LiveDevice, LiveValue
from app.modules.device.states import LABELS

EVERY_S = 1.0
MOST_WAITING = 16
"""Messages that a watcher may be behind."""
MOST_WATCHERS = 500
"""In one process."""

log = structlog.get_logger(__name__)


class TooManyWatchers(Exception):
    pass


@dataclass(frozen=True)
class Seen:
    """A device as a look found it."""

    device: LiveDevice
    values: Mapping[str, LiveValue]


class Watcher:
    """`changes` gives what is new, the whole of it first."""

    def __init__(self, ids: Collection[int]) -> None:
        self.ids = frozenset(ids)
        self.gone = asyncio.Event()
        """He gets nothing more."""
        self.changes: asyncio.Queue[list[LiveDevice]] = asyncio.Queue(MOST_WAITING)
        self._known: dict[int, Seen] = {}

    def hear(self, found: Mapping[int, Seen]) -> None:
        new = [one for device_id in sorted(self.ids) if (one := self._new(device_id, found.get(device_id)))]
        if not new or self.gone.is_set():
            return
        try:
            self.changes.put_nowait(new)
        except asyncio.QueueFull:
            self.gone.set()

    def _new(self, device_id: int, seen: Seen | None) -> LiveDevice | None:
        """None where nothing is."""
        known = self._known.get(device_id)
        if seen is None or seen == known:
            return None
        self._known[device_id] = seen
        before = known.values if known else {}
        values = [value for reading, value in sorted(seen.values.items()) if before.get(reading) != value]
        return seen.device.model_copy(update={"latest": values})


class Watching:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._watchers: set[Watcher] = set()
        self._at_once = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    @contextmanager
    def watch(self, ids: Collection[int]) -> Iterator[Watcher]:
        """Raises TooManyWatchers."""
        if len(self._watchers) >= MOST_WATCHERS:
            raise TooManyWatchers
        watcher = Watcher(ids)
        self._watchers.add(watcher)
        self._at_once.set()
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_on(), name="live values")
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    async def close(self) -> None:
        for watcher in self._watchers:
            watcher.gone.set()
        self._watchers.clear()
        if self._looking:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking

    async def look(self) -> None:
        """Once, for everybody."""
        watchers = list(self._watchers)
        wanted = frozenset().union(*(watcher.ids for watcher in watchers))
        async with self._database.read() as session:
            found = await _seen(session, sorted(wanted))
        for watcher in watchers:
            watcher.hear(found)

    async def _look_on(self) -> None:
        """As long as somebody watches."""
        while self._watchers:
            self._at_once.clear()
            try:
                await self.look()
            except Exception as error:
                if is_cut_off(error):
                    log.warning("live_values_wait_for_database")
                else:  # they come again, and may fare better
                    log.exception("live_values_not_told")
                    for watcher in self._watchers:
                        watcher.gone.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._at_once.wait(), EVERY_S)
        self._looking = None


async def _seen(session: AsyncSession, ids: Sequence[int]) -> dict[int, Seen]:
    """In one statement: what a device told and that it told something are there at once, or not yet."""
    statement = (
        sa.select(Device.id, Device.status, Device.last_seen_at, Latest)
        .outerjoin(Latest, Latest.device_id == Device.id)
        .where(Device.id.in_(ids))
    )
    devices: dict[int, LiveDevice] = {}
    values: dict[int, dict[str, LiveValue]] = defaultdict(dict)
    for device_id, status, last_seen_at, told in await session.execute(statement):
        devices[device_id] = LiveDevice(
            id=device_id, status=status, status_label=LABELS[status], last_seen_at=last_seen_at, latest=[]
        )
        if told is not None:
            values[device_id][told.reading] = LiveValue(
                reading=told.reading, value=told.value, at=moment(told.at_ms), wrong_clock=told.wrong_clock
            )
    return {device_id: Seen(device, values[device_id]) for device_id, device in devices.items()}


@asynccontextmanager
async def open_watching(resources: Resources) -> AsyncIterator[None]:
    watching = Watching(resources.get(Database))
    resources.add(Watching, watching)
    try:
        yield
    finally:
        await watching.close()
