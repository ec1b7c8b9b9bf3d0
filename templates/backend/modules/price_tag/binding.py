"""What staff do with tags."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.catalog.api import SkuInfo, SkuNotFound, skus_by_id
from app.modules.device import api as device
from app.modules.price_tag import pushing
from app.modules.price_tag.errors import NoTag, TagNotFound, TagTaken
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.schemas import TagIn
from app.modules.price_tag.settings import PriceTagSettings
from app.modules.price_tag.states import TAG


async def find(session: AsyncSession, tag_id: int) -> PriceTag:
    """Nobody else writes it until the transaction ends. Raises TagNotFound."""
    tag = await session.get(PriceTag, tag_id, with_for_update=True, populate_existing=True)
    if tag is None:
        raise TagNotFound
    return tag


async def bind(session: AsyncSession, actor: Actor, body: TagIn) -> PriceTag:
    """Raises DeviceNotFound, NoTag, SkuNotFound, TagTaken."""
    sku, now = await _check(session, body), clock.now()
    tag = PriceTag(
        device_id=body.device_id,
        sku_id=body.sku_id,
        price_fen=sku.price_fen,
        name=pushing.name_of(sku),
        version=1,
        shown_version=0,
        status=TAG.initial,
        note="",
        changed_at=now,
        created_at=now,
    )
    session.add(tag)
    await _flush(session)
    await audit.record(session, actor, "price_tag.bind", "price_tag", tag.id, name=tag.name)
    await pushing.push(session, actor, tag)
    return tag


async def change(session: AsyncSession, actor: Actor, tag_id: int, body: TagIn) -> PriceTag:
    """Another SKU, or on another device. Raises TagNotFound, DeviceNotFound, NoTag, SkuNotFound, TagTaken."""
    tag = await find(session, tag_id)
    sku = await _check(session, body)
    if (tag.device_id, tag.sku_id) != (body.device_id, body.sku_id):
        tag.device_id, tag.sku_id = body.device_id, body.sku_id
        tag.price_fen, tag.name = sku.price_fen, pushing.name_of(sku)
        tag.version += 1
        tag.changed_at = clock.now()
        await _flush(session)
        await audit.record(session, actor, "price_tag.bind", "price_tag", tag_id, name=tag.name)
        await pushing.push(session, actor, tag)
    return tag


async def unbind(session: AsyncSession, actor: Actor, tag_id: int) -> None:
    """Raises TagNotFound."""
    tag = await find(session, tag_id)
    await session.delete(tag)
    await session.flush()
    await audit.record(session, actor, "price_tag.unbind", "price_tag", tag_id, name=tag.name)


async def send(session: AsyncSession, actor: Actor, tag_id: int) -> PriceTag:
    """Once more, and what the SKU costs by now. Raises TagNotFound."""
    tag = await find(session, tag_id)
    await audit.record(session, actor, "price_tag.send", "price_tag", tag_id, name=tag.name)
    await pushing.follow(session, actor, tag, anyway=True)
    return tag


async def _check(session: AsyncSession, body: TagIn) -> SkuInfo:
    known = (await device.devices(session, [body.device_id])).get(body.device_id)
    if known is None:
        raise device.DeviceNotFound
    types = PriceTagSettings.load().device_types
    if known.type not in types:
        raise NoTag(types=sorted(types))
    sku = (await skus_by_id(session, [body.sku_id])).get(body.sku_id)
    if sku is None:
        raise SkuNotFound
    return sku


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise TagTaken from None
