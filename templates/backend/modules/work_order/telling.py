"""What others are told of an order: modules by events, its worker and whoever reported it by messages."""

from collections.abc import Mapping
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import MESSENGER, NobodyTells, Value
from app.contracts.work_order import WorkOrderEvent
from app.core.context import Actor
from app.modules.work_order.models import RepairRequest, WorkOrder, WorkReminder

E = TypeVar("E", bound=WorkOrderEvent)
Values = Mapping[str, Value]


def told(order: WorkOrder, kind: type[E]) -> E:
    return kind(
        order.id,
        order.number,
        order.asset,
        order.priority,
        order.source,
        order.source_key or "",
        order.assignee_id,
    )


async def tell_worker(session: AsyncSession, order: WorkOrder, actor: Actor, occasion: int) -> None:
    """That the order is his, unless he took it himself. `occasion` tells one time that it was given to him from
    another.
    """
    if actor == Actor("staff", order.assignee_id):
        return
    at = sa.select(WorkReminder.user_id).where(
        WorkReminder.staff_id == order.assignee_id, WorkReminder.user_id.is_not(None)
    )
    user_id = await session.scalar(at)
    if user_id is not None:
        key = f"work_order:{order.id}:{occasion}"
        values: Values = {"order_id": order.id, "number": order.number, "title": order.title, "due_at": order.due_at}
        await MESSENGER.one(NobodyTells()).tell(session, "work_order.assigned", user_id=user_id, key=key, values=values)


async def tell_reporter(session: AsyncSession, order: WorkOrder, occasion: int) -> None:
    """That what he reported is repaired, if he wanted to hear of it."""
    reported = sa.select(RepairRequest).where(RepairRequest.order_id == order.id, RepairRequest.user_id.is_not(None))
    request = await session.scalar(reported)
    if request is not None and request.user_id is not None:
        await MESSENGER.one(NobodyTells()).tell(
            session,
            "work_order.repaired",
            user_id=request.user_id,
            key=f"work_order:{order.id}:{occasion}",
            values={"code": request.code, "title": order.title},
        )
