"""From weights to pieces, in the transaction that keeps what was told.

Nothing here refuses: what is wrong with a weight is counted, and what the stock cannot give is written down.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.database import upsert
from app.modules.device.api import Taken
from app.modules.inventory import api as stock
from app.modules.smart_shelf import replenishing
from app.modules.smart_shelf.models import ShelfHour, ShelfSlot
from app.modules.smart_shelf.settings import SmartShelfSettings

SUBJECT = "shelf_slot"
MOST_PIECES = 100_000
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Weighed:
    at: datetime
    grams: float

    @property
    def at_ms(self) -> int:
        return (self.at - _SINCE) // timedelta(milliseconds=1)


class Scales:
    """Hears what shelves tell."""

    async def took(self, session: AsyncSession, told: Sequence[Taken]) -> None:
        """Slots are held in the order of their ids, then SKUs in that of theirs."""
        heard = _heard(told)
        if not heard:
            return
        wanted = sa.select(ShelfSlot).where(ShelfSlot.device_id.in_(sorted({device_id for device_id, _ in heard})))
        held = wanted.order_by(ShelfSlot.id).with_for_update()
        slots = (await session.scalars(held, execution_options={"populate_existing": True})).all()
        changes: list[tuple[ShelfSlot, int]] = []
        hours: dict[tuple[int, datetime], list[int]] = defaultdict(lambda: [0, 0])
        for slot in slots:
            steps = [(one, _weigh(slot, one)) for one in heard.get((slot.device_id, slot.reading), ())]
            for one, step in steps:
                if step:
                    begun = one.at.astimezone(ZONE).replace(minute=0, second=0, microsecond=0)
                    hours[slot.id, begun][step > 0] += abs(step)
            changes.append((slot, sum(step for _, step in steps)))
        await _note_hours(session, hours)
        for slot, change in sorted(changes, key=lambda one: (one[0].sku_id, one[0].id)):
            await _move(session, slot, change)
        await session.flush()


def _heard(told: Sequence[Taken]) -> dict[tuple[int, str], list[_Weighed]]:
    """The weights among what was told, by device and reading."""
    rules = SmartShelfSettings.load()
    of_type = {kind: rules.readings(kind) for kind in {one.type for one in told}}
    heard: dict[tuple[int, str], list[_Weighed]] = defaultdict(list)
    for one in told:
        for reading, grams in of_type[one.type].items():
            value = one.values.get(reading)
            if isinstance(value, int | float) and not isinstance(value, bool):
                heard[one.device_id, reading].append(_Weighed(one.at, value * grams))
    return heard


def _weigh(slot: ShelfSlot, weighed: _Weighed) -> int:
    """How many pieces have come (positive) or gone since the slot was last counted.

    None of what is no newer than what is known already, and of what is no whole number of pieces.
    """
    if slot.at_ms is not None and weighed.at_ms <= slot.at_ms:
        return 0
    slot.at_ms, slot.weight_g = weighed.at_ms, weighed.grams
    pieces = pieces_on(slot, weighed.grams)
    if pieces is None:
        slot.uncertain += 1
        slot.uncertain_at = clock.now()
        return 0
    before, slot.pieces = slot.pieces, pieces
    return 0 if before is None else pieces - before


def pieces_on(slot: ShelfSlot, grams: float) -> int | None:
    """None where the weight is too far from that of any whole number of pieces."""
    load = grams - slot.tare_g
    pieces = round(load / slot.piece_g)
    tolerance = SmartShelfSettings.load().tolerance if slot.tolerance is None else slot.tolerance
    fits = abs(load - pieces * slot.piece_g) * 100 <= tolerance * slot.piece_g
    return pieces if fits and 0 <= pieces <= MOST_PIECES else None


async def _note_hours(session: AsyncSession, hours: dict[tuple[int, datetime], list[int]]) -> None:
    for (slot_id, begun), (picked, put_back) in sorted(hours.items()):
        row = {"slot_id": slot_id, "day": begun.date(), "hour": begun.hour, "picked": picked, "put_back": put_back}
        write = upsert(session, ShelfHour).values(row)
        more = {name: getattr(ShelfHour, name) + write.excluded[name] for name in ("picked", "put_back")}
        await session.execute(write.on_conflict_do_update(index_elements=["slot_id", "day", "hour"], set_=more))


async def _move(session: AsyncSession, slot: ShelfSlot, change: int) -> None:
    """What could not be taken is missing, until as much is put back, or staff have settled it."""
    if change > 0 and slot.missing:
        filled = min(change, slot.missing)
        change -= filled
        slot.missing -= filled
        slot.missing_since = slot.missing_since if slot.missing else None
    moved = await stock.move_counted(session, slot.sku_id, change, by=(SUBJECT, slot.id)) if change else None
    if moved is None:
        return
    if short := moved.pieces - change:
        slot.missing += short
        slot.missing_since = slot.missing_since or clock.now()
    await replenishing.judge(session, slot.sku_id, moved)
