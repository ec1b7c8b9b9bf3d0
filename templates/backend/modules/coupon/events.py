import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.marketing import BirthdayNeared
from app.contracts.order import OrderPaid
from app.core import clock
from app.core.database import changed
from app.modules.coupon import claiming
from app.modules.coupon.models import Coupon
from app.modules.coupon.states import LOCKED, USED


async def give_on_birthday(session: AsyncSession, event: BirthdayNeared) -> None:
    await claiming.give_on_birthday(session, event.user_id, event.day.year)


async def use_paid(session: AsyncSession, event: OrderPaid) -> None:
    """The order that holds a coupon is paid: the coupon is used."""
    held = sa.and_(Coupon.order_id == event.order_id, Coupon.status == LOCKED)
    await changed(session, sa.update(Coupon).where(held).values(status=USED, used_at=clock.now()))
