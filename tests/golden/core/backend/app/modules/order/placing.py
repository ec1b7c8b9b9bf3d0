"""Placing an order: everything it takes happens in one transaction, or nothing does."""

import secrets
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCreated
from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.pricing import PRICE_STEPS
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import clock, jobs
from app.core.context import Actor
from app.core.crypto import seal
from app.core.database import insert_once
from app.core.events import emit
from app.modules.identity.api import AddressInfo, address_of
from app.modules.order import history, moves
from app.modules.order.errors import AddressRequired, OrderProblem, PriceChanged, TooManyOpenOrders
from app.modules.order.models import NUMBER_DIGITS, Order, OrderLine
from app.modules.order.pricing import Priced, price
from app.modules.order.schemas import OrderIn
from app.modules.order.settings import OrderSettings
from app.modules.order.states import ORDER

SUBJECT = "order"
EXPIRE = "order.expire"
RANDOM_DIGITS = NUMBER_DIGITS - len("YYYYMMDD")


async def place(session: AsyncSession, user_id: int, body: OrderIn) -> Order:
    """Create the order, hold its goods and what its promotions use, and start its deadline.

    Raises what `price` raises, AddressRequired, PriceChanged, TooManyOpenOrders, OutOfStock, OrderProblem, and what a
    promotion refuses with.
    """
    address = await address_for(session, user_id, body.address_id)
    priced = await price(session, user_id, body.items, body.inputs, address)
    if priced.quote.refusal:
        raise priced.quote.refusal
    if priced.quote.payable_fen != body.expected_payable_fen:
        raise PriceChanged(payable_fen=priced.quote.payable_fen)
    if address is None and priced.quote.needs_address:
        raise AddressRequired
    order = await _insert(session, user_id, priced, body.remark)
    if address and priced.quote.destination:
        seal(order, "address_name", address.name)
        seal(order, "address_phone", address.phone)
        seal(order, "address_text", address.text)
        order.has_address = True
    session.add_all(_lines(order.id, priced))
    await session.flush()
    stock, location_id = STOCK.one(UnlimitedStock()), priced.quote.location_id
    await stock.reserve(session, SUBJECT, order.id, priced.quantities, location_id)
    for step in PRICE_STEPS.all():
        await step.lock(session, order.id, priced.quote)
    if problems := priced.quote.problems:
        raise OrderProblem(problems=[asdict(problem) for problem in problems])
    actor = Actor("user", user_id)
    await history.note(session, order.id, order.status, actor)
    await emit(session, await moves.event(session, order, OrderCreated, source=body.source))
    if order.payable_fen == 0:
        await moves.pay(session, order.id, actor, "无需付款")
    elif order.expires_at:
        await jobs.schedule(session, EXPIRE, key=str(order.id), run_at=order.expires_at, payload={"order_id": order.id})
    return order


async def address_for(session: AsyncSession, user_id: int, address_id: int | None) -> AddressInfo | None:
    """The address that the customer chose, None where he chose none. Raises AddressRequired for one that is not his:
    whether it is somebody else's or nobody's is not told.
    """
    if address_id is None:
        return None
    if (address := await address_of(session, user_id, address_id)) is None:
        raise AddressRequired
    return address


async def _insert(session: AsyncSession, user_id: int, priced: Priced, remark: str) -> Order:
    """The order's row in the customer's lowest free slot; of two requests for one slot the constraint lets one in."""
    rules = OrderSettings.load()
    now = clock.now()
    collects = PAYMENT.one(NobodyCollects()).collects
    row = {
        "order_no": f"{now:%Y%m%d}{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}",
        "user_id": user_id,
        "status": ORDER.initial,
        "goods_fen": priced.quote.goods_fen,
        "discount_fen": priced.quote.discount_fen,
        "freight_fen": priced.quote.freight_fen,
        "payable_fen": priced.quote.payable_fen,
        "refunded_fen": 0,
        "has_address": False,
        "remark": remark,
        "created_at": now,
        "expires_at": now + rules.payment_timeout if collects else None,
    }
    taken = set(await session.scalars(sa.select(Order.open_slot).where(Order.user_id == user_id, Order.open_slot > 0)))
    insert = insert_once(session.get_bind().dialect.name, Order, "user_id", "open_slot").returning(Order.id)
    for slot in sorted(set(range(1, rules.max_open_orders + 1)) - taken):
        if order_id := await session.scalar(insert, row | {"open_slot": slot}):
            return await session.get_one(Order, order_id)
    raise TooManyOpenOrders(limit=rules.max_open_orders)


def _lines(order_id: int, priced: Priced) -> list[OrderLine]:
    return [
        OrderLine(
            order_id=order_id,
            sku_id=line.sku_id,
            spu_id=line.spu_id,
            name=(sku := priced.skus[line.sku_id]).name,
            specs_text=sku.specs_text,
            image_url=sku.image_url,
            quantity=line.quantity,
            unit_fen=line.unit_fen,
            adjustments=[asdict(adjustment) for adjustment in line.adjustments],
            total_fen=line.total_fen,
        )
        for line in priced.quote.lines
    ]
