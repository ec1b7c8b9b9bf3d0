"""Group buying: a lower price for customers who buy together."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.group_buy.states import COMING, OVER, PUBLISHED, RUNNING

_LIVE = sa.text("status IN ('reserved', 'paid')")


def new_code() -> str:
    """What a group is called outside: groups are shared by it and cannot be guessed."""
    return secrets.token_urlsafe(9)


class GroupBuy(Base):
    """An activity: so many customers, within so many hours, pay less for a product."""

    __tablename__ = "group_buy_activity"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name="status"),
        sa.CheckConstraint("starts_at < ends_at", name="period"),
        sa.CheckConstraint("size >= 2 AND hours > 0", name="size"),
        sa.CheckConstraint("per_user_limit > 0 AND max_quantity > 0", name="limits"),
        sa.Index("ix_group_buy_activity_shown", "status", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(20))
    size: Mapped[int]
    hours: Mapped[int]
    """How long a group may take to become complete."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """The first moment at which no group can be opened any more."""
    max_quantity: Mapped[int]
    """Pieces in one order."""
    per_user_limit: Mapped[int]
    """Orders of one customer, open ones included."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]

    items: Mapped[list["GroupBuyItem"]] = relationship(
        lazy="selectin", order_by="GroupBuyItem.id", cascade="all, delete-orphan"
    )

    def state_at(self, now: datetime) -> str:
        """Its status, a published activity's by the clock."""
        if self.status != PUBLISHED:
            return self.status
        return COMING if now < self.starts_at else RUNNING if now < self.ends_at else OVER


class GroupBuyItem(Base):
    """A SKU of the product, and its price for those in a group."""

    __tablename__ = "group_buy_item"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "sku_id"),
        sa.CheckConstraint("price_fen > 0", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("group_buy_activity.id", ondelete="CASCADE"))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    price_fen: Mapped[int]


class GroupBuyShare(Base):
    """How many orders of an activity a customer has."""

    __tablename__ = "group_buy_share"
    __table_args__ = (sa.CheckConstraint("orders >= 0", name="orders"),)

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("group_buy_activity.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, index=True)
    orders: Mapped[int]


class Group(Base):
    """`seats_taken` counts members who have paid and members whose orders wait for payment, `paid_count` the former."""

    __tablename__ = "group_buy_group"
    __table_args__ = (
        sa.CheckConstraint("status IN ('opening', 'forming', 'success', 'failed')", name="status"),
        sa.CheckConstraint("paid_count >= 0 AND paid_count <= seats_taken AND seats_taken <= size", name="seats"),
        sa.CheckConstraint("status <> 'success' OR paid_count = size", name="complete"),
        sa.CheckConstraint("status NOT IN ('forming', 'success') OR expires_at IS NOT NULL", name="expires_at"),
        sa.Index("ix_group_buy_group_activity", "activity_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True, default=new_code)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("group_buy_activity.id"))
    head_user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    size: Mapped[int]
    seats_taken: Mapped[int]
    paid_count: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    activity: Mapped[GroupBuy] = relationship(lazy="selectin")
    members: Mapped[list["GroupMember"]] = relationship(lazy="selectin", order_by="GroupMember.id", viewonly=True)

    @property
    def missing(self) -> int:
        """How many still have to pay until it is complete."""
        return self.size - self.paid_count


class GroupMember(Base):
    """A customer's seat in a group, taken with an order. He has one seat in a group at most."""

    __tablename__ = "group_buy_member"
    __table_args__ = (
        sa.CheckConstraint("status IN ('reserved', 'paid', 'left', 'refunded')", name="status"),
        sa.Index(
            "uq_group_buy_member_live", "group_id", "user_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("group_buy_group.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), unique=True)
    status: Mapped[str] = mapped_column(sa.String(10))
    joined_at: Mapped[datetime]
