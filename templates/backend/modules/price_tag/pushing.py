"""Tags follow the catalogue: what changes goes out as a command, and is shown when the tag says so.

All of it happens after the change has been made, so that no tag can stand in its way. Whoever writes a tag holds its
row; several are held in the order of their ids.
"""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.catalog import SkuChanged
from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.money import yuan_text
from app.modules.catalog.api import SkuInfo, skus_by_id
from app.modules.device import api as device
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.settings import PriceTagSettings, TagType
from app.modules.price_tag.states import EXPIRED, REFUSED, SENT, SHOWN, WAITING

MOST_CHARACTERS = 200


def name_of(sku: SkuInfo) -> str:
    """As much of it as is kept; a tag shows less."""
    return sku.full_name[:MOST_CHARACTERS]


async def on_changed(session: AsyncSession, event: SkuChanged) -> None:
    """What counts is how the SKU is by now: told twice, or late, the event changes nothing more."""
    for tag in await _held(session, PriceTag.sku_id == event.sku_id):
        await follow(session, SYSTEM, tag)


async def on_ended(session: AsyncSession, event: device.CommandEnded) -> None:
    """An answer to any other command than the newest is none."""
    for tag in await _held(session, PriceTag.command_id == event.command_id):
        if tag.status != SENT:
            continue
        if event.status == device.DONE:
            tag.status, tag.shown_version, tag.shown_at, tag.note = SHOWN, tag.version, clock.now(), event.note
        elif event.status == device.FAILED:
            tag.status, tag.note = REFUSED, event.note
        elif clock.now() < tag.changed_at + PriceTagSettings.load().late_after:
            await push(session, SYSTEM, tag)
        else:
            tag.status = EXPIRED


async def on_online(session: AsyncSession, event: device.DeviceCameOnline) -> None:
    """It is told what it could not hear."""
    not_heard = PriceTag.status.in_([WAITING, EXPIRED])
    for tag in await _held(session, sa.and_(PriceTag.device_id == event.device_id, not_heard)):
        await push(session, SYSTEM, tag)


async def follow(session: AsyncSession, actor: Actor, tag: PriceTag, *, anyway: bool = False) -> None:
    """A new version where the SKU costs or is called something else by now; the same once more where `anyway`."""
    sku = (await skus_by_id(session, [tag.sku_id]))[tag.sku_id]
    if (tag.price_fen, tag.name) != (sku.price_fen, name_of(sku)):
        tag.price_fen, tag.name = sku.price_fen, name_of(sku)
        tag.version += 1
        tag.changed_at = clock.now()
    elif not anyway:
        return
    await push(session, actor, tag)


async def push(session: AsyncSession, actor: Actor, tag: PriceTag) -> None:
    """Tell the tag its version. Whatever it was told before does not count any more."""
    known = (await device.devices(session, [tag.device_id]))[tag.device_id]
    how = PriceTagSettings.load().of_type(known.type)
    tag.command_id, tag.note = None, ""
    try:
        tag.command_id = await _show(session, actor, tag, how)
        tag.status, tag.sent_at = SENT, clock.now()
    except device.DeviceOffline:
        tag.status = WAITING
    except (device.CommandUnknown, device.CommandUnfit) as error:
        tag.status, tag.note = REFUSED, error.text
    await session.flush()


async def _show(session: AsyncSession, actor: Actor, tag: PriceTag, how: TagType | None) -> int:
    """The command's id. Raises DeviceOffline, CommandUnknown, CommandUnfit."""
    if how is None:
        raise device.CommandUnknown(commands=[])
    return await device.command(session, actor, tag.device_id, how.command, _params(how, tag))


def _params(how: TagType, tag: PriceTag) -> dict[str, object]:
    params: dict[str, object] = {how.price: yuan_text(tag.price_fen)}
    if how.name:
        params[how.name] = tag.name[: device.longest_text(how.device, how.command, how.name)]
    if how.version:
        params[how.version] = tag.version
    return params


async def _held(session: AsyncSession, condition: sa.ColumnElement[bool]) -> list[PriceTag]:
    statement = sa.select(PriceTag).where(condition).order_by(PriceTag.id).with_for_update()
    return list(await session.scalars(statement, execution_options={"populate_existing": True}))
