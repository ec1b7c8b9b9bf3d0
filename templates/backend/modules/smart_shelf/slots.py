"""What staff do with the slots of shelves."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.catalog.api import SkuNotFound, skus_by_id
from app.modules.device import api as device
from app.modules.smart_shelf.errors import ReadingUnfit, SlotNotFound, SlotTaken, SlotUnsettled
from app.modules.smart_shelf.models import ShelfSlot
from app.modules.smart_shelf.schemas import SlotIn
from app.modules.smart_shelf.settings import SmartShelfSettings

_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


def weighed_at(slot: ShelfSlot) -> datetime | None:
    return None if slot.at_ms is None else _SINCE + timedelta(milliseconds=slot.at_ms)


async def find(session: AsyncSession, slot_id: int) -> ShelfSlot:
    """Nobody else writes it until the transaction ends. Raises SlotNotFound."""
    slot = await session.get(ShelfSlot, slot_id, with_for_update=True, populate_existing=True)
    if slot is None:
        raise SlotNotFound
    return slot


async def create(session: AsyncSession, actor: Actor, body: SlotIn) -> ShelfSlot:
    """Raises DeviceNotFound, ReadingUnfit, SkuNotFound, SlotTaken."""
    await _check(session, body)
    slot = ShelfSlot(**body.model_dump(), uncertain=0, missing=0, created_at=clock.now())
    session.add(slot)
    await _flush(session)
    await audit.record(session, actor, "shelf_slot.create", "shelf_slot", slot.id)
    return slot


async def change(session: AsyncSession, actor: Actor, slot_id: int, body: SlotIn) -> ShelfSlot:
    """Where something else is weighed, or otherwise, counting begins anew.

    Raises SlotNotFound, SlotUnsettled, DeviceNotFound, ReadingUnfit, SkuNotFound, SlotTaken.
    """
    slot = await find(session, slot_id)
    given = body.model_dump()
    before = {name: getattr(slot, name) for name in given}
    if before["sku_id"] != body.sku_id and slot.missing:
        raise SlotUnsettled(missing=slot.missing)
    await _check(session, body)
    if {**before, "tolerance": None} != {**given, "tolerance": None}:
        slot.pieces = slot.weight_g = None
    if (slot.device_id, slot.reading) != (body.device_id, body.reading):
        slot.at_ms = None
    for name, value in given.items():
        setattr(slot, name, value)
    await _flush(session)
    changes = {name: [before[name], value] for name, value in given.items() if before[name] != value}
    await audit.record(session, actor, "shelf_slot.edit", "shelf_slot", slot_id, **changes)
    return slot


async def remove(session: AsyncSession, actor: Actor, slot_id: int) -> None:
    """With its picks by the hour. Raises SlotNotFound, SlotUnsettled."""
    slot = await find(session, slot_id)
    if slot.missing:
        raise SlotUnsettled(missing=slot.missing)
    await session.delete(slot)
    await session.flush()
    await audit.record(session, actor, "shelf_slot.remove", "shelf_slot", slot_id)


async def settle(session: AsyncSession, actor: Actor, slot_id: int, note: str) -> ShelfSlot:
    """Somebody has looked why pieces are missing, and put the stock right where it was wrong. Raises SlotNotFound."""
    slot = await find(session, slot_id)
    if slot.missing:
        await audit.record(session, actor, "shelf_slot.settle", "shelf_slot", slot_id, missing=slot.missing, note=note)
        slot.missing, slot.missing_since = 0, None
        await session.flush()
    return slot


async def _check(session: AsyncSession, body: SlotIn) -> None:
    known = (await device.devices(session, [body.device_id])).get(body.device_id)
    if known is None:
        raise device.DeviceNotFound
    readings = SmartShelfSettings.load().readings(known.type)
    if body.reading not in readings:
        raise ReadingUnfit(readings=sorted(readings))
    if not await skus_by_id(session, [body.sku_id]):
        raise SkuNotFound


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise SlotTaken from None
