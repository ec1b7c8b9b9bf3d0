"""What repairs cost, for the business's ERP, as soon as they are accepted."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ErpDocument
from app.contracts.work_order import WorkOrderClosed
from app.core.clock import ZONE
from app.modules.work_order.models import WorkOrder


class RepairsForErp:
    kind = "work_order"
    label = "维修工单"
    events = (WorkOrderClosed,)

    async def document(self, session: AsyncSession, entity_id: int) -> ErpDocument | None:
        order = await session.get_one(WorkOrder, entity_id)
        if order.closed_at is None:
            return None
        content = {
            "asset": order.asset,
            "title": order.title,
            "minutes": sum(entry.minutes for entry in order.entries),
            "entries": [
                {"kind": entry.kind, "text": entry.text, "quantity": entry.quantity, "cost_fen": entry.cost_fen}
                for entry in order.entries
            ],
        }
        cost = sum(entry.cost_fen for entry in order.entries)
        return ErpDocument(order.number, order.closed_at.astimezone(ZONE).date(), cost, content)
