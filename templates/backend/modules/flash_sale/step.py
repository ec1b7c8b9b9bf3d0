"""The flash sale's step in the chain of prices. Nobody has to ask for it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.flash_sale import FlashSaleSoldOut
from app.contracts.pricing import ActivityConflict, PriceLine, Quote, asked_for, at_activity_price
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.activity.api import LimitReached, enter_with_order, leave
from app.modules.flash_sale import queries
from app.modules.flash_sale.errors import SaleOver, SaleSoldOut
from app.modules.flash_sale.models import FlashSaleItem, FlashSaleShare, FlashSaleTake
from app.modules.flash_sale.schemas import OfferedOut
from app.modules.flash_sale.states import RELEASED, TAKE

STEP = "flash_sale"
LABEL = "秒杀价"


class FlashSaleStep:
    name = STEP
    refusals = (ActivityConflict, LimitReached, SaleSoldOut, SaleOver)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        """The sale's price for each line that fits into it as a whole; the others cost what they usually do."""
        asked = asked_for(quote)
        free = [line for line in quote.lines if not line.in_activity and line.sku_id not in asked]
        items = await queries.running(session, [line.sku_id for line in free])
        if not items:
            return quote
        shares = await queries.shares(session, quote.user_id, [item.id for item in items.values()])
        offered = [
            _offered(line, item, shares.get(item.id, 0))
            for line in free
            if (item := items.get(line.sku_id)) and item.price_fen < line.unit_fen
        ]
        prices = {one.sku_id: one.price_fen for one in offered if one.reason is None}
        quote = at_activity_price(quote, self.name, LABEL, prices)
        return quote.offering(self.name, {"items": [one.model_dump() for one in offered]}) if offered else quote

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Take the pieces. Raises SaleOver, SaleSoldOut and LimitReached when time or somebody was faster."""
        lines = [line for line in quote.lines if any(one.step == self.name for one in line.adjustments)]
        if not lines:
            return
        items = await queries.running(session, [line.sku_id for line in lines])
        for line in sorted(lines, key=lambda line: line.sku_id):
            item = items.get(line.sku_id)
            if item is None:
                raise SaleOver(sku_id=line.sku_id)
            await _take(session, item, line.quantity)
            await _share(session, item, quote.user_id, line.quantity)
            session.add(
                FlashSaleTake(
                    order_id=order_id,
                    item_id=item.id,
                    user_id=quote.user_id,
                    quantity=line.quantity,
                    status=TAKE.initial,
                    at=clock.now(),
                )
            )
            await enter_with_order(session, self.name, item.sale_id, order_id)
        await session.flush()

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """Others can have the pieces again."""
        taken = sa.and_(FlashSaleTake.order_id == order_id, FlashSaleTake.status.in_(TAKE.sources(RELEASED)))
        given_back = await session.execute(
            sa.update(FlashSaleTake)
            .where(taken)
            .values(status=RELEASED)
            .returning(FlashSaleTake.item_id, FlashSaleTake.user_id, FlashSaleTake.quantity),
            execution_options={"synchronize_session": False},
        )
        for row in sorted(given_back.all()):
            item, share = FlashSaleItem.id == row.item_id, FlashSaleShare.item_id == row.item_id
            fewer = sa.update(FlashSaleItem).where(item).values(taken=FlashSaleItem.taken - row.quantity)
            await changed(session, fewer)
            mine = sa.update(FlashSaleShare).where(share, FlashSaleShare.user_id == row.user_id)
            await changed(session, mine.values(pieces=FlashSaleShare.pieces - row.quantity))
        await leave(session, self.name, "order", order_id)


def _offered(line: PriceLine, item: FlashSaleItem, share: int) -> OfferedOut:
    reason, message = None, f"{LABEL}，每人限购 {item.per_user_limit} 件"
    if line.quantity > item.left:
        reason, message = "sold_out", f"秒杀仅剩 {item.left} 件，按原价计算" if item.left else "秒杀已抢光，按原价计算"
    elif line.quantity + share > item.per_user_limit:
        mine = f"，您已买 {share} 件" if share else ""
        reason, message = "limit", f"秒杀每人限购 {item.per_user_limit} 件{mine}，按原价计算"
    return OfferedOut(sku_id=line.sku_id, price_fen=item.price_fen, reason=reason, message=message)


async def _take(session: AsyncSession, item: FlashSaleItem, quantity: int) -> None:
    """Raises SaleSoldOut. Of all who want the last piece this update lets one in."""
    enough = sa.and_(FlashSaleItem.id == item.id, FlashSaleItem.taken + quantity <= FlashSaleItem.stock)
    left = await session.scalar(
        sa.update(FlashSaleItem)
        .where(enough)
        .values(taken=FlashSaleItem.taken + quantity)
        .returning(FlashSaleItem.stock - FlashSaleItem.taken),
        execution_options={"synchronize_session": False},
    )
    if left is None:
        raise SaleSoldOut(sku_id=item.sku_id, left=item.left)
    if left == 0:
        await emit(session, FlashSaleSoldOut(item.id, item.sale_id, item.sku_id))


async def _share(session: AsyncSession, item: FlashSaleItem, user_id: int, quantity: int) -> None:
    """Raises LimitReached."""
    wanted = upsert(session, FlashSaleShare).values(item_id=item.id, user_id=user_id, pieces=quantity)
    more = FlashSaleShare.pieces + quantity
    wanted = wanted.on_conflict_do_update(
        index_elements=["item_id", "user_id"], set_={"pieces": more}, where=more <= item.per_user_limit
    )
    if quantity > item.per_user_limit or not await changed(session, wanted):
        raise LimitReached(f"秒杀每人限购 {item.per_user_limit} 件", by="user")
