"""What modules that require the cart may use."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.cart.service import show


@dataclass(frozen=True)
class Glance:
    """What could be ordered now: the pieces, what they cost before promotions, and what was put in last."""

    pieces: int
    total_fen: int
    latest: str


async def glance(session: AsyncSession, user_id: int) -> Glance | None:
    """None where there is nothing in the cart that could be ordered."""
    items = [item for item in (await show(session, user_id)).items if item.problem not in ("off_sale", "out_of_stock")]
    if not items:
        return None
    total_fen = sum(item.quantity * item.price_fen for item in items)
    return Glance(sum(item.quantity for item in items), total_fen, items[0].name)


__all__ = ["Glance", "glance"]
