"""Picking up instead of being sent: a step of the price that takes the address away and names the place."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Problem, Quote
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import clock
from app.core.errors import AppError
from app.core.ids import Id
from app.modules.multi_store.api import StoreOut, nearest, stores_by_id
from app.modules.store_pickup.errors import PickupChoiceInvalid
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.picking import cancel
from app.modules.store_pickup.settings import StorePickupSettings
from app.modules.store_pickup.states import PICKUP

SHOWN = {"id", "name", "city", "district", "address", "open", "today", "distance_m"}


class Choice(BaseModel):
    """What the customer chose; where he is puts the stores in order, and is not kept."""

    model_config = ConfigDict(extra="forbid")

    store_id: Id | None = None
    latitude: Annotated[float, Interval(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Interval(ge=-180, le=180)] | None = None

    @property
    def here(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class PickupStep:
    name = "pickup"
    refusals: Sequence[type[AppError]] = (PickupChoiceInvalid,)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        choice = _choice(quote)
        stores = [store for store in await nearest(session, here=choice.here) if store.active]
        offered = await _offered(session, stores, quote)
        quote = quote.offering(self.name, [store.model_dump(mode="json", include=SHOWN) for store in offered])
        if choice.store_id is None:
            return quote
        if choice.store_id not in {store.id for store in stores}:
            closed = Problem("STORE_CLOSED", "这家门店暂停营业，请换一家")
            return replace(quote, problems=(*quote.problems, closed))
        return replace(quote, needs_address=False, destination=None, location_id=choice.store_id)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        store_id = _choice(quote).store_id
        if store_id is None or store_id not in await stores_by_id(session, [store_id]):
            return
        row = Pickup(order_id=order_id, store_id=store_id, status=PICKUP.initial, created_at=clock.now())
        session.add(row)
        await session.flush()

    async def release(self, session: AsyncSession, order_id: int) -> None:
        await cancel(session, order_id)


def _choice(quote: Quote) -> Choice:
    """Raises PickupChoiceInvalid."""
    try:
        return Choice.model_validate(quote.inputs.get(PickupStep.name) or {})
    except ValidationError:
        raise PickupChoiceInvalid from None


async def _offered(session: AsyncSession, stores: Sequence[StoreOut], quote: Quote) -> list[StoreOut]:
    """The first few that have everything."""
    offered: list[StoreOut] = []
    for store in stores:
        if len(offered) == StorePickupSettings.load().offered:
            break
        if await _has(session, store, quote):
            offered.append(store)
    return offered


async def _has(session: AsyncSession, store: StoreOut, quote: Quote) -> bool:
    """Whether everything lies there."""
    wanted = {line.sku_id: line.quantity for line in quote.lines}
    there = await STOCK.one(UnlimitedStock()).available(session, wanted, store.id)
    return all((left := there[sku_id]) is None or left >= number for sku_id, number in wanted.items())
