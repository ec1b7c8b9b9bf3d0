"""From what the customer picked to what it costs: the catalogue's prices, then each step of the chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PRICE_STEPS, Destination, PriceLine, Problem, Quote
from app.contracts.stock import STOCK, UnlimitedStock
from app.modules.catalog.api import SkuInfo, skus_by_id
from app.modules.identity.api import AddressInfo
from app.modules.order.errors import SkuUnavailable, TooManyLines
from app.modules.order.schemas import ItemIn
from app.modules.order.settings import OrderSettings


@dataclass(frozen=True)
class Priced:
    quote: Quote
    skus: Mapping[int, SkuInfo]

    @property
    def quantities(self) -> dict[int, int]:
        return {line.sku_id: line.quantity for line in self.quote.lines}


async def price(
    session: AsyncSession,
    user_id: int,
    items: Sequence[ItemIn],
    inputs: Mapping[str, Any],
    address: AddressInfo | None = None,
) -> Priced:
    """What `items` cost now, everything on sale and the way to `address` included.

    Raises SkuUnavailable, TooManyLines, and what a promotion refuses with.
    """
    quantities: dict[int, int] = {}
    for item in items:
        quantities[item.sku_id] = quantities.get(item.sku_id, 0) + item.quantity
    if len(quantities) > OrderSettings.load().max_lines:
        raise TooManyLines
    skus = await skus_by_id(session, quantities)
    if gone := sorted(sku_id for sku_id in quantities if sku_id not in skus or not skus[sku_id].on_sale):
        raise SkuUnavailable(sku_ids=gone)
    lines = tuple(
        PriceLine(sku_id, skus[sku_id].spu_id, quantity, skus[sku_id].price_fen)
        for sku_id, quantity in quantities.items()
    )
    to = Destination(address.province, address.city, address.district) if address else None
    needs_address = OrderSettings.load().address == "required"
    quote = Quote(user_id, lines, inputs, destination=to, needs_address=needs_address)
    for step in PRICE_STEPS.all():
        quote = await step.apply(session, quote)
    return Priced(quote, skus)


async def with_shortages(session: AsyncSession, priced: Priced) -> Priced:
    """The same with a problem for each line that the stock cannot serve: for showing, the reservation decides."""
    stock, location_id = STOCK.one(UnlimitedStock()), priced.quote.location_id
    available = await stock.available(session, priced.quantities, location_id)
    short = tuple(
        Problem("OUT_OF_STOCK", f"库存不足，仅剩 {there} 件" if there else "已售罄", sku_id)
        for sku_id, quantity in priced.quantities.items()
        if (there := available[sku_id]) is not None and there < quantity
    )
    return replace(priced, quote=replace(priced.quote, problems=(*priced.quote.problems, *short)))
