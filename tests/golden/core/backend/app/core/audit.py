"""Who did what to whom: rows that can be added and read, never changed (triggers in the database see to that).

Ids and business numbers only: an audit row outlives the customer's right to be forgotten.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.context import Actor, client_ip, request_id
from app.core.database import Base, LongId


class AuditEntry(Base):
    __tablename__ = "core_audit"
    __table_args__ = (sa.Index("ix_core_audit_entity", "entity", "entity_id"),)

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(sa.String(10))
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(sa.String(60))
    entity: Mapped[str] = mapped_column(sa.String(40))
    entity_id: Mapped[int | None]
    request_id: Mapped[str] = mapped_column(sa.String(64))
    ip: Mapped[str] = mapped_column(sa.String(45))
    """Where the request came from; "" for what no request caused."""
    details: Mapped[dict[str, Any]]


async def record(
    session: AsyncSession, actor: Actor, action: str, entity: str, entity_id: int | None = None, **details: object
) -> None:
    """Add a row in the caller's transaction, e.g.

    `record(session, staff.actor, "order.cancel", "order", order.id, reason=…)`.
    """
    session.add(
        AuditEntry(
            at=clock.now(),
            actor_kind=actor.kind,
            actor_id=actor.id,
            action=action,
            entity=entity,
            entity_id=entity_id,
            request_id=request_id(),
            ip=client_ip(),
            details=details,
        )
    )
    await session.flush()
