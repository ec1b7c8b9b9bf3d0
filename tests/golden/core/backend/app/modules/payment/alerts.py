"""What a person has to look at, because no program can know what is right. Shown in the console, and noted in the
audit.
"""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed, upsert
from app.modules.payment.models import PayAlert

WECHAT = Actor("wechat")

log = structlog.get_logger(__name__)


async def add(session: AsyncSession, kind: str, reference: str, order_id: int | None = None, **details: object) -> None:
    """Raise an alert, unless the same is already waiting for somebody. Numbers and amounts only, no personal data."""
    row = {
        "key": f"{kind}:{reference}",
        "kind": kind,
        "order_id": order_id,
        "details": details,
        "created_at": clock.now(),
    }
    if await changed(session, upsert(session, PayAlert).values(row).on_conflict_do_nothing()):
        log.error("payment_alert", kind=kind, reference=reference, **details)
        await audit.record(session, WECHAT, f"payment.{kind}", "payment", order_id, reference=reference, **details)
