"""What bargains know about a person: his own, and whom he helped. His orders are exported with orders."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import changed
from app.modules.bargain.models import Bargain, Help, HelpingDay
from app.modules.bargain.states import BARGAINING, FAILED, SUCCESS


class BargainData:
    section = "bargains"

    async def export(self, session: AsyncSession, user_id: int) -> dict[str, object]:
        own = await session.scalars(sa.select(Bargain).where(Bargain.user_id == user_id).order_by(Bargain.id))
        helps = await session.scalars(sa.select(Help).where(Help.helper_id == user_id).order_by(Help.id))
        return {
            "own": [
                {"code": row.code, "status": row.status, "price_fen": row.price_fen, "order_id": row.order_id}
                for row in own
            ],
            "helped": [{"cut_fen": row.cut_fen, "at": row.at.isoformat()} for row in helps],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """What he was bargaining for ends; what is settled stays, of an account that is anonymous from now on."""
        open_ = sa.and_(Bargain.user_id == user_id, Bargain.status.in_((BARGAINING, SUCCESS)))
        await changed(session, sa.update(Bargain).where(open_, Bargain.order_id.is_(None)).values(status=FAILED))
        await session.execute(sa.delete(HelpingDay).where(HelpingDay.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
