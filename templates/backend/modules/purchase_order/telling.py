"""What suppliers' people are told of orders."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import MESSENGER, NobodyTells, Value
from app.core.money import yuan_text
from app.modules.purchase_order.models import PurchaseOrder
from app.modules.supplier.api import people


async def placed(session: AsyncSession, order: PurchaseOrder) -> None:
    """That there is an order to confirm."""
    values: dict[str, Value] = {
        "order_id": order.id,
        "number": order.number,
        "title": order.title,
        "total": yuan_text(order.total_fen),
    }
    messenger = MESSENGER.one(NobodyTells())
    for user_id in await people(session, order.supplier_id):
        await messenger.tell(
            session, "purchase_order.placed", user_id=user_id, key=f"purchase_order:{order.id}", values=values
        )
