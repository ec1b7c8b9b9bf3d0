"""What points learn from others."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.identity import UserRegistered
from app.contracts.order import OrderRefunded
from app.modules.points import orders
from app.modules.points.ledger import WELCOME, Cause
from app.modules.points.service import credit
from app.modules.points.settings import PointsSettings


async def welcome(session: AsyncSession, event: UserRegistered) -> None:
    if points := PointsSettings.load().welcome_points:
        await credit(session, event.user_id, points, Cause(WELCOME, str(event.user_id)))


async def refunded(session: AsyncSession, event: OrderRefunded) -> None:
    await orders.refunded(
        session, event.order_id, event.user_id, payable_fen=event.payable_fen, refunded_fen=event.refunded_fen
    )
