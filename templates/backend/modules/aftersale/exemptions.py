"""Products that staff exempt from returns without a reason."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.core.database import changed, upsert
from app.modules.aftersale.errors import SpuUnknown
from app.modules.aftersale.models import ReturnException
from app.modules.aftersale.reasons import Exemption


async def listed(session: AsyncSession) -> Sequence[ReturnException]:
    return (await session.scalars(sa.select(ReturnException).order_by(ReturnException.spu_id))).all()


async def put(session: AsyncSession, actor: Actor, spu_id: int, why: Exemption) -> None:
    """Raises SpuUnknown."""
    row = upsert(session, ReturnException).values(spu_id=spu_id, why=why)
    try:
        async with session.begin_nested():
            await session.execute(row.on_conflict_do_update(index_elements=["spu_id"], set_={"why": why}))
    except IntegrityError:
        raise SpuUnknown from None
    await audit.record(session, actor, "aftersale.exempt", "spu", spu_id, why=why)


async def remove(session: AsyncSession, actor: Actor, spu_id: int) -> None:
    """Harmless when it was not exempt."""
    if await changed(session, sa.delete(ReturnException).where(ReturnException.spu_id == spu_id)):
        await audit.record(session, actor, "aftersale.unexempt", "spu", spu_id)
