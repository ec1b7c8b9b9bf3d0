from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class CartItem(Base):
    """What a customer means to buy. Name, price and stock are read when the cart is shown, never kept here."""

    __tablename__ = "cart_item"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "sku_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"))
    quantity: Mapped[int]
    selected: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime]
