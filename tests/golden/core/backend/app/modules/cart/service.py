import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.cart import CartFilled
from app.contracts.stock import STOCK, OutOfStock, Shortage, UnlimitedStock
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.cart.errors import CartFull, CartItemNotFound, QuantityTooLarge, SkuOffSale
from app.modules.cart.models import CartItem
from app.modules.cart.schemas import AddIn, CartItemOut, CartOut, ChangeIn, Problem
from app.modules.cart.settings import CartSettings
from app.modules.catalog.api import SkuInfo, SkuNotFound, skus_by_id
from app.modules.identity.api import lock_user


async def show(session: AsyncSession, user_id: int) -> CartOut:
    """The cart, the latest first, with today's prices and stock."""
    statement = (
        sa.select(CartItem).where(CartItem.user_id == user_id).order_by(CartItem.added_at.desc(), CartItem.id.desc())
    )
    rows = (await session.scalars(statement, execution_options={"populate_existing": True})).all()
    sku_ids = [row.sku_id for row in rows]
    skus = await skus_by_id(session, sku_ids)
    available = await STOCK.one(UnlimitedStock()).available(session, sku_ids)
    items = [_item(row, skus[row.sku_id], available[row.sku_id]) for row in rows]
    counted = [item for item in items if item.selected and item.problem not in ("off_sale", "out_of_stock")]
    return CartOut(
        items=items,
        selected_count=sum(item.quantity for item in counted),
        selected_fen=sum(item.quantity * item.price_fen for item in counted),
    )


async def add(session: AsyncSession, user_id: int, body: AddIn) -> None:
    """Put pieces in, on top of those that are in already, and select them.

    Raises SkuNotFound, SkuOffSale, CartFull, QuantityTooLarge, and OutOfStock when that is more than there are.
    """
    sku = (await skus_by_id(session, [body.sku_id])).get(body.sku_id)
    if sku is None:
        raise SkuNotFound
    if not sku.on_sale:
        raise SkuOffSale
    quantity = await _add(session, user_id, body)
    available = (await STOCK.one(UnlimitedStock()).available(session, [body.sku_id]))[body.sku_id]
    if available is not None and available < quantity:
        raise OutOfStock([Shortage(sku_id=body.sku_id, available=available)])
    await emit(session, CartFilled(user_id, clock.now()))


async def _add(session: AsyncSession, user_id: int, body: AddIn) -> int:
    """Insert the line or add to it, in one statement that also keeps the limits; the pieces that are in now.

    Raises CartFull, QuantityTooLarge.
    """
    rules = CartSettings.load()
    if body.quantity > rules.max_quantity:
        raise QuantityTooLarge(max_quantity=rules.max_quantity)
    # The customer's row is the lock: on PostgreSQL two new SKUs in the same instant would both find the last place.
    await lock_user(session, user_id)
    lines = sa.select(sa.func.count()).where(CartItem.user_id == user_id).scalar_subquery()
    mine = sa.and_(CartItem.user_id == user_id, CartItem.sku_id == body.sku_id)
    room = sa.or_(lines < rules.max_lines, sa.exists().where(mine))
    row = sa.select(
        sa.literal(user_id), sa.literal(body.sku_id), sa.literal(body.quantity), sa.true(), sa.literal(clock.now())
    )
    insert = upsert(session, CartItem).from_select(
        ["user_id", "sku_id", "quantity", "selected", "added_at"], row.where(room), include_defaults=False
    )
    total = CartItem.quantity + insert.excluded.quantity
    upserted = insert.on_conflict_do_update(
        index_elements=["user_id", "sku_id"],
        set_={"quantity": total, "selected": True},
        where=total <= rules.max_quantity,
    )
    quantity: int | None = await session.scalar(upserted.returning(CartItem.quantity))
    if quantity is not None:
        return quantity
    if await session.scalar(sa.select(CartItem.id).where(mine)):
        raise QuantityTooLarge(max_quantity=rules.max_quantity)
    raise CartFull(max_lines=rules.max_lines)


async def change(session: AsyncSession, user_id: int, item_id: int, body: ChangeIn) -> None:
    """Set what `body` gives; more than there are is shown as a problem. Raises CartItemNotFound, QuantityTooLarge."""
    rules = CartSettings.load()
    if body.quantity is not None and body.quantity > rules.max_quantity:
        raise QuantityTooLarge(max_quantity=rules.max_quantity)
    values = body.model_dump(exclude_none=True)
    mine = sa.and_(CartItem.id == item_id, CartItem.user_id == user_id)
    # The user's id is written again so that a body that gives nothing is an update as well.
    if not await changed(session, sa.update(CartItem).where(mine).values({"user_id": user_id, **values})):
        raise CartItemNotFound


async def remove(session: AsyncSession, user_id: int, item_id: int) -> None:
    """Raises CartItemNotFound."""
    if not await changed(session, sa.delete(CartItem).where(CartItem.id == item_id, CartItem.user_id == user_id)):
        raise CartItemNotFound


async def select_all(session: AsyncSession, user_id: int, *, selected: bool) -> None:
    await changed(session, sa.update(CartItem).where(CartItem.user_id == user_id).values(selected=selected))


def _item(row: CartItem, sku: SkuInfo, available: int | None) -> CartItemOut:
    return CartItemOut(
        id=row.id,
        sku_id=row.sku_id,
        spu_id=sku.spu_id,
        name=sku.name,
        specs_text=sku.specs_text,
        image_url=sku.image_url,
        price_fen=sku.price_fen,
        quantity=row.quantity,
        selected=row.selected,
        available=available,
        problem=_problem(sku, row.quantity, available),
    )


def _problem(sku: SkuInfo, quantity: int, available: int | None) -> Problem | None:
    if not sku.on_sale:
        return "off_sale"
    if available == 0:
        return "out_of_stock"
    return "short" if available is not None and available < quantity else None
