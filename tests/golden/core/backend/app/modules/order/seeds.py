"""Demo data: customers who have bought before, each with an order that was completed some days ago."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code, skus_by_id
from app.modules.identity.api import newcomer
from app.modules.order.models import Order, OrderHistory, OrderLine
from app.modules.order.states import COMPLETED, PAID


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `orders`: `no`, `by` (a nickname), `skus` (codes, one piece of each), `days_ago` (since its completion).

    Raises KeyError for a code that is not there.
    """
    for row in data.rows.get("orders", []):
        await _write(session, row)


async def _write(session: AsyncSession, row: Mapping[str, Any]) -> None:
    ids = await sku_ids_by_code(session, row["skus"])
    skus = await skus_by_id(session, list(ids.values()))
    bought = [skus[ids[code]] for code in row["skus"]]
    total = sum(sku.price_fen for sku in bought)
    completed_at = clock.now() - timedelta(days=row["days_ago"])
    paid_at = completed_at - timedelta(days=2)
    order = Order(
        order_no=str(row["no"]),
        user_id=await newcomer(session, row["by"]),
        status=COMPLETED,
        goods_fen=total,
        discount_fen=0,
        freight_fen=0,
        payable_fen=total,
        created_at=paid_at,
        paid_at=paid_at,
        completed_at=completed_at,
    )
    session.add(order)
    await session.flush()
    session.add_all(
        OrderLine(
            order_id=order.id,
            sku_id=sku.sku_id,
            spu_id=sku.spu_id,
            name=sku.name,
            specs_text=sku.specs_text,
            image_url=sku.image_url,
            quantity=1,
            unit_fen=sku.price_fen,
            adjustments=[],
            total_fen=sku.price_fen,
        )
        for sku in bought
    )
    for status, at in ((PAID, paid_at), (COMPLETED, completed_at)):
        session.add(OrderHistory(order_id=order.id, status=status, at=at, actor=str(SYSTEM), note="演示数据"))
    await session.flush()
