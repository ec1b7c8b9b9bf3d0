"""What messages know about a person: what he was told, and what he wants to be told."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.messaging.models import Daily, Notification, OptOut, Quota, QuotaMove


class MessagingPersonalData:
    section = "messages"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        mine = sa.select(Notification).where(Notification.user_id == user_id).order_by(Notification.id)
        unwanted = sa.select(OptOut.message).where(OptOut.user_id == user_id).order_by(OptOut.message)
        quotas = sa.select(Quota).where(Quota.user_id == user_id).order_by(Quota.template_id)
        moves = sa.select(QuotaMove).where(QuotaMove.user_id == user_id).order_by(QuotaMove.id)
        return {
            "told": [
                {
                    "title": row.title,
                    "lines": row.content,
                    "status": row.status,
                    "created_at": row.created_at,
                    "sent_at": row.sent_at,
                    "read_at": row.read_at,
                }
                for row in await session.scalars(mine)
            ],
            "unwanted": list(await session.scalars(unwanted)),
            "subscriptions": {row.template_id: row.remaining for row in await session.scalars(quotas)},
            "subscription_moves": [
                {"template_id": row.template_id, "change": row.change, "reason": row.reason, "at": row.at}
                for row in await session.scalars(moves)
            ],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        for model in (Notification, QuotaMove, Quota, Daily, OptOut):
            await session.execute(sa.delete(model).where(model.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """WeChat asks for the consent to be told something itself, each time; there is none of our own."""
