"""Reading orders, as customers and as staff see them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import HOLDS, ORDER_ACTIONS, Kept
from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import audit, clock
from app.core.crypto import unseal
from app.core.database import count_by
from app.core.masking import mask_address, mask_name, mask_phone
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.order import history, reach
from app.modules.order.errors import OrderNotFound
from app.modules.order.models import NUMBER_DIGITS, TAIL_DIGITS, Order
from app.modules.order.pricing import Priced
from app.modules.order.schemas import AddressOut, HistoryOut, KeptOut, LineOut, OrderOut, PreviewOut, ProblemOut
from app.modules.order.states import CANCELED, COMPLETED, IN_PROGRESS, ORDER, PAID, PENDING_GROUP, PENDING_PAYMENT

READ = "order.read"
REVEAL = "personal.reveal"
LONGEST_TAIL = 6
"""More digits than these begin a number: with its day."""


def preview(priced: Priced) -> PreviewOut:
    quote = priced.quote
    lines = [
        {
            "sku_id": line.sku_id,
            "spu_id": line.spu_id,
            "name": (sku := priced.skus[line.sku_id]).name,
            "specs_text": sku.specs_text,
            "image_url": sku.image_url,
            "quantity": line.quantity,
            "unit_fen": line.unit_fen,
            "adjustments": line.adjustments,
            "total_fen": line.total_fen,
        }
        for line in quote.lines
    ]
    return PreviewOut(
        lines=[LineOut.model_validate(line, from_attributes=True) for line in lines],
        goods_fen=quote.goods_fen,
        discount_fen=quote.discount_fen,
        freight_fen=quote.freight_fen,
        payable_fen=quote.payable_fen,
        address_required=quote.needs_address,
        problems=[ProblemOut(sku_id=p.sku_id, code=p.code, message=p.message) for p in quote.problems],
        offers=dict(quote.offers),
    )


async def page_of(session: AsyncSession, user_id: int, status: str | None, page: PageQuery) -> Page[OrderOut]:
    """The customer's orders, newest first; `status=paid` means all that are paid for and not done."""
    statement = sa.select(Order).where(Order.user_id == user_id)
    rows, cursor = await paginate(session, _with_status(statement, status), page, key=[Order.id])
    return Page(items=await _for_customer(session, user_id, rows), next_cursor=cursor)


async def staff_page(session: AsyncSession, staff: Staff, status: str | None, page: PageQuery) -> Page[OrderOut]:
    """Everybody's orders, within the reader's reach; who and where is masked: it is one order's matter."""
    within = await reach.condition(session, staff, READ)
    statement = _with_status(sa.select(Order).where(within), status)
    rows, cursor = await paginate(session, statement, page, key=[Order.id])
    return Page(items=[_out(order, staff_can(order, staff), masked=True) for order in rows], next_cursor=cursor)


def _with_status(statement: sa.Select[Order], status: str | None) -> sa.Select[Order]:
    wanted: Collection[str] = IN_PROGRESS if status == PAID else {status} if status else ()
    return statement.where(Order.status.in_(sorted(wanted))) if wanted else statement


async def counts(session: AsyncSession, user_id: int) -> dict[str, int]:
    """How many orders of the customer are in each group of the list; 0 is said as well."""
    found = await count_by(session, Order.status, Order.user_id == user_id)
    return {
        PENDING_PAYMENT: found.get(PENDING_PAYMENT, 0),
        PAID: sum(found.get(status, 0) for status in IN_PROGRESS),
        COMPLETED: found.get(COMPLETED, 0),
        CANCELED: found.get(CANCELED, 0),
    }


async def find(session: AsyncSession, order_id: int, *, user_id: int | None = None) -> Order:
    """Raises OrderNotFound, also for somebody else's order when `user_id` is given."""
    order = await session.get(Order, order_id, populate_existing=True)
    if order is None or (user_id is not None and order.user_id != user_id):
        raise OrderNotFound
    return order


def numbered(part: str) -> sa.ColumnElement[bool]:
    """The orders whose number ends like that, where it is 4 to 6 digits; of any other length, begins like that.

    Either is a stretch of an index, however many orders there are; both at once would be neither.
    """
    digits = part.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= NUMBER_DIGITS):
        return sa.false()
    if TAIL_DIGITS <= len(digits) <= LONGEST_TAIL:
        tail = sa.func.substr(Order.order_no, sa.literal_column(str(NUMBER_DIGITS - TAIL_DIGITS + 1)))
        return sa.and_(tail == digits[-TAIL_DIGITS:], Order.order_no.endswith(digits))
    return Order.order_no.between(digits.ljust(NUMBER_DIGITS, "0"), digits.ljust(NUMBER_DIGITS, "9"))


async def by_number(session: AsyncSession, order_no: str) -> Order:
    """Raises OrderNotFound."""
    order = await session.scalar(sa.select(Order).where(Order.order_no == order_no))
    if order is None:
        raise OrderNotFound
    return order


async def detail(session: AsyncSession, order_id: int, user_id: int) -> OrderOut:
    order = await find(session, order_id, user_id=user_id)
    return await _with_history(session, order, (await _for_customer(session, user_id, [order]))[0])


async def staff_detail(session: AsyncSession, order_id: int, staff: Staff) -> OrderOut:
    """In full for those who may see personal data; that they saw it is put on record."""
    order = await find(session, order_id)
    reveals = order.has_address and staff.can(REVEAL)
    if reveals:
        await audit.record(session, staff.actor, "order.reveal", "order", order_id)
    return await _with_history(session, order, _out(order, staff_can(order, staff), masked=not reveals))


async def _with_history(session: AsyncSession, order: Order, out: OrderOut) -> OrderOut:
    rows = await history.of(session, order.id)
    out.history = [HistoryOut.model_validate(row, from_attributes=True) for row in rows]
    return out


def exported(order: Order) -> dict[str, Any]:
    """The order as its customer gets a copy of it."""
    return _out(order, []).model_dump(mode="json", exclude={"can", "kept", "history"})


async def kept(session: AsyncSession, orders: Iterable[Order]) -> dict[int, Kept]:
    """Those of the orders that something holds, and why."""
    waiting = [order.id for order in orders if order.status == PENDING_GROUP]
    found: dict[int, Kept] = {}
    for hold in HOLDS.all() if waiting else ():
        found |= await hold.kept(session, waiting)
    return found


async def _for_customer(session: AsyncSession, user_id: int, orders: Sequence[Order]) -> list[OrderOut]:
    can, held = await _customer_can(session, user_id, orders), await kept(session, orders)
    shown = [_out(order, can[order.id]) for order in orders]
    for out in shown:
        if why := held.get(out.id):
            out.kept = KeptOut(text=why.text, until=why.until)
    return shown


async def _customer_can(session: AsyncSession, user_id: int, orders: Sequence[Order]) -> dict[int, list[str]]:
    """By order: what its state allows, then what other modules offer."""
    can = {order.id: _by_state(order) for order in orders}
    for actions in ORDER_ACTIONS.all():
        for order_id, more in (await actions.of(session, user_id, can.keys())).items():
            can[order_id] += more
    return can


def _by_state(order: Order) -> list[str]:
    if order.status != PENDING_PAYMENT:
        return []
    in_time = order.expires_at is not None and order.expires_at > clock.now()
    return ["pay", "cancel"] if in_time and PAYMENT.one(NobodyCollects()).collects else ["cancel"]


def staff_can(order: Order, staff: Staff) -> list[str]:
    """The actions that the order's state and the reader's permissions leave."""
    pending = order.status == PENDING_PAYMENT
    possible = {
        "confirm": pending and not PAYMENT.one(NobodyCollects()).collects,
        "complete": ORDER.allows(order.status, COMPLETED),
        "cancel": pending,
    }
    return [action for action, fits in possible.items() if fits and staff.can(f"order.{action}")]


def _out(order: Order, can: list[str], *, masked: bool = False) -> OrderOut:
    address = _address(order, masked=masked) if order.has_address else None
    shown = OrderOut.model_fields.keys() - {"address", "can", "kept", "history"}
    values = {name: getattr(order, name) for name in shown}
    return OrderOut.model_validate({**values, "address": address, "can": can}, from_attributes=True)


def _address(order: Order, *, masked: bool) -> AddressOut | None:
    name, phone, text = (unseal(order, f"address_{part}") or "" for part in ("name", "phone", "text"))
    if masked:
        return AddressOut(name=mask_name(name), phone=mask_phone(phone), text=mask_address(text))
    return AddressOut(name=name, phone=phone, text=text)
