"""Flash sales: for a time, so many pieces at a price."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.flash_sale.states import COMING, OVER, PUBLISHED, RUNNING


class FlashSale(Base):
    __tablename__ = "flash_sale_sale"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name="status"),
        sa.CheckConstraint("starts_at < ends_at", name="period"),
        sa.Index("ix_flash_sale_sale_shown", "status", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(20))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """The first moment at which it is over."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]

    items: Mapped[list["FlashSaleItem"]] = relationship(
        lazy="selectin", order_by="FlashSaleItem.id", cascade="all, delete-orphan", back_populates="sale"
    )

    def state_at(self, now: datetime) -> str:
        """Its status, a published sale's by the clock."""
        if self.status != PUBLISHED:
            return self.status
        return COMING if now < self.starts_at else RUNNING if now < self.ends_at else OVER


class FlashSaleItem(Base):
    """A SKU in a sale. `taken` counts the pieces that orders hold or have bought."""

    __tablename__ = "flash_sale_item"
    __table_args__ = (
        sa.UniqueConstraint("sale_id", "sku_id"),
        sa.CheckConstraint("price_fen > 0", name="price"),
        sa.CheckConstraint("per_user_limit > 0", name="per_user_limit"),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name="taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(sa.ForeignKey("flash_sale_sale.id", ondelete="CASCADE"))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    price_fen: Mapped[int]
    stock: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    per_user_limit: Mapped[int]

    sale: Mapped[FlashSale] = relationship(lazy="joined", back_populates="items")

    @property
    def left(self) -> int:
        return self.stock - self.taken


class FlashSaleShare(Base):
    """How many pieces of an item a customer has, open orders included."""

    __tablename__ = "flash_sale_share"
    __table_args__ = (sa.CheckConstraint("pieces >= 0", name="pieces"),)

    item_id: Mapped[int] = mapped_column(sa.ForeignKey("flash_sale_item.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, index=True)
    pieces: Mapped[int]


class FlashSaleTake(Base):
    """What an order took of an item."""

    __tablename__ = "flash_sale_take"
    __table_args__ = (
        sa.UniqueConstraint("order_id", "item_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("status IN ('held', 'sold', 'released')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"))
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("flash_sale_item.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    quantity: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[datetime]

    item: Mapped[FlashSaleItem] = relationship(lazy="joined")
