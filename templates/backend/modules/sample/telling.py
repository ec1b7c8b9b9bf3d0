"""What suppliers' people are told of samples."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import MESSENGER, NobodyTells, Value
from app.modules.sample.models import Sample
from app.modules.sample.states import LABELS
from app.modules.supplier.api import people


async def requested(session: AsyncSession, sample: Sample) -> None:
    await _tell(session, "sample.requested", sample)


async def judged(session: AsyncSession, sample: Sample) -> None:
    await _tell(session, "sample.judged", sample)


async def _tell(session: AsyncSession, message: str, sample: Sample) -> None:
    values: dict[str, Value] = {
        "sample_id": sample.id,
        "number": sample.number,
        "item": sample.item,
        "result": LABELS[sample.status],
    }
    messenger = MESSENGER.one(NobodyTells())
    for user_id in await people(session, sample.supplier_id):
        await messenger.tell(
            session, message, user_id=user_id, key=f"sample:{sample.id}:{sample.status}", values=values
        )
