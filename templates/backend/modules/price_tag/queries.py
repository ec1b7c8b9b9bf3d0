"""Tags, as staff look at them."""

from collections.abc import Sequence
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import skus_by_id
from app.modules.device import api as device
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.schemas import TagOut
from app.modules.price_tag.settings import PriceTagSettings
from app.modules.price_tag.states import EXPIRED, LABELS, REFUSED, SENT, WAITING

Which = Literal["mismatched"]


def mismatched() -> sa.ColumnElement[bool]:
    """Not confirmed in time, refused, or out of reach."""
    before = clock.now() - PriceTagSettings.load().late_after
    late = sa.and_(PriceTag.status == SENT, PriceTag.changed_at <= before)
    return sa.or_(PriceTag.status.in_([WAITING, REFUSED, EXPIRED]), late)


async def listed(session: AsyncSession, page: PageQuery, which: Which | None) -> Page[TagOut]:
    """Raises CursorInvalid."""
    statement = sa.select(PriceTag) if which is None else sa.select(PriceTag).where(mismatched())
    rows, cursor = await paginate(session, statement, page, key=(PriceTag.id,), descending=False)
    return Page(items=await outs(session, rows), next_cursor=cursor)


async def outs(session: AsyncSession, tags: Sequence[PriceTag]) -> list[TagOut]:
    known = await device.devices(session, {tag.device_id for tag in tags})
    skus = await skus_by_id(session, {tag.sku_id for tag in tags})
    wrong = sa.select(PriceTag.id).where(PriceTag.id.in_([tag.id for tag in tags]), mismatched())
    mismatches = set(await session.scalars(wrong))
    told = {"device_code", "device_name", "device_online", "sku_code", "status_label", "mismatched"}
    plain = TagOut.model_fields.keys() - told
    return [
        TagOut(
            **{name: getattr(tag, name) for name in plain},
            device_code=known[tag.device_id].code,
            device_name=known[tag.device_id].name,
            device_online=known[tag.device_id].online,
            sku_code=skus[tag.sku_id].code,
            status_label=LABELS[tag.status],
            mismatched=tag.id in mismatches,
        )
        for tag in tags
    ]
