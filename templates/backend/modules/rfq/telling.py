"""What suppliers' people are told, on whichever of their phones."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import MESSENGER, NobodyTells, Value
from app.modules.rfq.models import Rfq
from app.modules.supplier.api import people


async def invited(session: AsyncSession, rfq: Rfq, supplier_id: int) -> None:
    """That there is something to quote, and again when it is something else."""
    await _tell(session, "rfq.invited", rfq, supplier_id, key=f"rfq:{rfq.id}:{rfq.revision}")


async def decided(session: AsyncSession, rfq: Rfq, supplier_id: int, *, won: bool) -> None:
    await _tell(session, "rfq.won" if won else "rfq.lost", rfq, supplier_id, key=f"rfq:{rfq.id}:decided")


async def _tell(session: AsyncSession, message: str, rfq: Rfq, supplier_id: int, *, key: str) -> None:
    values: dict[str, Value] = {
        "rfq_id": rfq.id,
        "number": rfq.number,
        "title": rfq.title,
        "deadline": rfq.deadline,
    }
    messenger = MESSENGER.one(NobodyTells())
    for user_id in await people(session, supplier_id):
        await messenger.tell(session, message, user_id=user_id, key=key, values=values)
