"""Shelves, as staff look at them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.jobs import Payload
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import skus_by_id
from app.modules.device import api as device
from app.modules.smart_shelf.models import Replenishment, ShelfHour, ShelfSlot
from app.modules.smart_shelf.schemas import HeatOut, ReplenishmentOut, SlotOut
from app.modules.smart_shelf.settings import SmartShelfSettings
from app.modules.smart_shelf.slots import weighed_at

Which = Literal["missing", "uncertain"]
WHICH: Mapping[str, sa.ColumnElement[bool]] = {"missing": ShelfSlot.missing > 0, "uncertain": ShelfSlot.uncertain > 0}
MOST_SLOTS = 500
"""On the page of what is picked."""


async def listed(session: AsyncSession, page: PageQuery, which: Which | None) -> Page[SlotOut]:
    """Raises CursorInvalid."""
    statement = sa.select(ShelfSlot)
    if which is not None:
        statement = statement.where(WHICH[which])
    rows, cursor = await paginate(session, statement, page, key=(ShelfSlot.id,), descending=False)
    return Page(items=await outs(session, rows), next_cursor=cursor)


async def outs(session: AsyncSession, slots: Sequence[ShelfSlot]) -> list[SlotOut]:
    known = await device.devices(session, {slot.device_id for slot in slots})
    skus = await skus_by_id(session, {slot.sku_id for slot in slots})
    told = {"device_code", "device_name", "device_online", "sku_code", "sku_name", "weighed_at"}
    plain = SlotOut.model_fields.keys() - told
    return [
        SlotOut(
            **{name: getattr(slot, name) for name in plain},
            device_code=known[slot.device_id].code,
            device_name=known[slot.device_id].name,
            device_online=known[slot.device_id].online,
            sku_code=skus[slot.sku_id].code,
            sku_name=skus[slot.sku_id].full_name,
            weighed_at=weighed_at(slot),
        )
        for slot in slots
    ]


async def heat(session: AsyncSession, days: int) -> list[HeatOut]:
    """What was taken by the hour of the day, over the last `days` days; what is picked most comes first."""
    since = clock.now().astimezone(ZONE).date() - timedelta(days=days - 1)
    picked, put_back = sa.func.sum(ShelfHour.picked), sa.func.sum(ShelfHour.put_back)
    counted = sa.select(ShelfHour.slot_id, ShelfHour.hour, picked, put_back).where(ShelfHour.day >= since)
    hours: dict[int, list[int]] = {}
    back: dict[int, int] = {}
    for slot_id, hour, taken, returned in await session.execute(counted.group_by(ShelfHour.slot_id, ShelfHour.hour)):
        hours.setdefault(slot_id, [0] * 24)[hour] = int(taken)
        back[slot_id] = back.get(slot_id, 0) + int(returned)
    busiest = sorted(hours, key=lambda slot_id: (-sum(hours[slot_id]), slot_id))[:MOST_SLOTS]
    found = await session.scalars(sa.select(ShelfSlot).where(ShelfSlot.id.in_(busiest)))
    slots = {slot.id: slot for slot in await outs(session, found.all())}
    return [
        HeatOut(
            slot_id=slot_id,
            device_name=slots[slot_id].device_name,
            reading=slots[slot_id].reading,
            sku_name=slots[slot_id].sku_name,
            picked=hours[slot_id],
            put_back=back[slot_id],
        )
        for slot_id in busiest
    ]


async def replenishments(session: AsyncSession, page: PageQuery, *, still_open: bool | None) -> Page[ReplenishmentOut]:
    """The newest first. Raises CursorInvalid."""
    statement = sa.select(Replenishment)
    if still_open is not None:
        ended = Replenishment.ended_at
        statement = statement.where(ended.is_(None) if still_open else ended.is_not(None))
    rows, cursor = await paginate(session, statement, page, key=(Replenishment.id,))
    skus = await skus_by_id(session, {row.sku_id for row in rows})
    plain = ReplenishmentOut.model_fields.keys() - {"sku_code", "sku_name"}
    items = [
        ReplenishmentOut(
            **{name: getattr(row, name) for name in plain},
            sku_code=skus[row.sku_id].code,
            sku_name=skus[row.sku_id].full_name,
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)


async def purge(session: AsyncSession, _: Payload) -> None:
    before = clock.now() - SmartShelfSettings.load().keep_for
    await session.execute(sa.delete(ShelfHour).where(ShelfHour.day < before.astimezone(ZONE).date()))
    await session.execute(sa.delete(Replenishment).where(Replenishment.ended_at < before))
