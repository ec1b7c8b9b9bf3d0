"""What other modules may use of this one."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.rfq.asking import find
from app.modules.rfq.errors import RfqNotFound
from app.modules.rfq.models import Invitation, Rfq, RfqLine
from app.modules.rfq.states import CANCELED, DRAFT

__all__ = ["Rfq", "RfqLine", "RfqNotFound", "find", "is_invited", "line_of"]


async def is_invited(session: AsyncSession, rfq_id: int, supplier_id: int) -> bool:
    """Whether the supplier takes part in a request that he sees and that is not canceled."""
    asked = sa.exists().where(Invitation.rfq_id == rfq_id, Invitation.supplier_id == supplier_id)
    alive = sa.select(Rfq.id).where(Rfq.id == rfq_id, Rfq.status.not_in([DRAFT, CANCELED]), asked)
    return await session.scalar(alive) is not None


async def line_of(session: AsyncSession, rfq_id: int, position: int) -> RfqLine | None:
    """By its position in the revision that counts."""
    rfq = await find(session, rfq_id)
    return next((line for line in rfq.lines if line.position == position), None)
