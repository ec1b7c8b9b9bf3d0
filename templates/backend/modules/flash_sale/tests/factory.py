"""Flash sales for tests, and orders that want something of them."""

from datetime import timedelta
from typing import Any

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.flash_sale import editing
from app.modules.flash_sale.models import FlashSaleItem, FlashSaleShare
from app.modules.flash_sale.schemas import SaleIn
from tests.keys import new_key
from tests.order.factory import address
from tests.types import Person

PRICE_FEN = 1990


def body(*sku_ids: int, starts_in: float = 0, lasts: float = 2, **item: int) -> dict[str, Any]:
    """The body of POST /staff/flash-sales: 10 pieces of each SKU for ¥19.90, one a person; times in hours from now."""
    starts_at = clock.now() + timedelta(hours=starts_in)
    of_each = {"price_fen": PRICE_FEN, "stock": 10, "per_user_limit": 1, **item}
    return {
        "title": "晚八点场",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=lasts)).isoformat(),
        "items": [{"sku_id": sku_id, **of_each} for sku_id in sku_ids],
    }


async def sale(
    database: Database, *sku_ids: int, published: bool = True, starts_in: float = 0, lasts: float = 2, **item: int
) -> int:
    """The id of a new sale, see `body`."""
    wanted = SaleIn.model_validate(body(*sku_ids, starts_in=starts_in, lasts=lasts, **item))
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, wanted)
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return made.id


async def preview(person: Person, *sku_ids: int, quantity: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]
    answer = await person.client.post("/orders/preview", json={"items": items, **more})
    shown: dict[str, Any] = answer.raise_for_status().json()
    return shown


async def wish(person: Person, *sku_ids: int, quantity: int = 1) -> dict[str, Any]:
    """The body of POST /orders at the price that the customer sees now."""
    address_id = await address(person)
    shown = await preview(person, *sku_ids, quantity=quantity, address_id=address_id)
    items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]
    return {"items": items, "expected_payable_fen": shown["payable_fen"], "address_id": address_id}


async def order(person: Person, *sku_ids: int, quantity: int = 1) -> dict[str, Any]:
    """A new order at the price that the customer sees now."""
    answer = await person.client.post(
        "/orders", json=await wish(person, *sku_ids, quantity=quantity), headers=new_key()
    )
    placed: dict[str, Any] = answer.raise_for_status().json()
    return placed


async def taken(database: Database, item_id: int) -> int:
    async with database.read() as session:
        return (await session.get_one(FlashSaleItem, item_id)).taken


async def share(database: Database, item_id: int, person: Person) -> int:
    async with database.read() as session:
        row = await session.get(FlashSaleShare, (item_id, person.id))
        return row.pieces if row else 0
