"""What staff do to the home page's banners."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.core.database import changed
from app.modules.catalog.errors import BannerNotFound, CategoryNotFound, SpuNotFound
from app.modules.catalog.models import Banner, Category, Spu
from app.modules.catalog.schemas import BannerIn


async def all_banners(session: AsyncSession) -> Sequence[Banner]:
    return (await session.scalars(sa.select(Banner).order_by(Banner.position, Banner.id))).all()


async def create_banner(session: AsyncSession, actor: Actor, body: BannerIn) -> Banner:
    """Raises SpuNotFound or CategoryNotFound for a link that leads nowhere."""
    await _check_link(session, body)
    banner = Banner(**body.model_dump())
    session.add(banner)
    await session.flush()
    await audit.record(session, actor, "banner.create", "banner", banner.id, title=body.title)
    return banner


async def update_banner(session: AsyncSession, actor: Actor, banner_id: int, body: BannerIn) -> Banner:
    """Raises BannerNotFound, and SpuNotFound or CategoryNotFound for a link that leads nowhere."""
    await _check_link(session, body)
    write = sa.update(Banner).where(Banner.id == banner_id).values(body.model_dump())
    if not await changed(session, write):
        raise BannerNotFound
    await audit.record(session, actor, "banner.edit", "banner", banner_id, title=body.title, shown=body.shown)
    return await session.get_one(Banner, banner_id, populate_existing=True)


async def delete_banner(session: AsyncSession, actor: Actor, banner_id: int) -> None:
    """Raises BannerNotFound."""
    if not await changed(session, sa.delete(Banner).where(Banner.id == banner_id)):
        raise BannerNotFound
    await audit.record(session, actor, "banner.delete", "banner", banner_id)


async def _check_link(session: AsyncSession, body: BannerIn) -> None:
    """Neither products nor categories are ever deleted: what is there now is there for good."""
    if body.spu_id is not None and await session.get(Spu, body.spu_id) is None:
        raise SpuNotFound
    if body.category_id is not None and await session.get(Category, body.category_id) is None:
        raise CategoryNotFound
