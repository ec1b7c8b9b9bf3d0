"""The tiers, who holds which, and the growth that they rest on."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base, LongId


class Tier(Base):
    """What a member gets from `growth` on; the first tier begins at 0 and is everybody's.

    Percentages are of the usual: a price of 95 is five per cent off, points of 150 are half as many more.
    """

    __tablename__ = "member_tier_tier"
    __table_args__ = (
        sa.CheckConstraint("growth >= 0", name="growth"),
        sa.CheckConstraint("price_percent >= 1 AND price_percent <= 100", name="price_percent"),
        sa.CheckConstraint("points_percent >= 100 AND points_percent <= 1000", name="points_percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(12), unique=True)
    growth: Mapped[int] = mapped_column(unique=True)
    price_percent: Mapped[int] = mapped_column(default=100)
    points_percent: Mapped[int] = mapped_column(default=100)
    benefits: Mapped[list[Any]] = mapped_column(default=list)
    scope: Mapped[list["TierCategory"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="TierCategory.category_id"
    )

    @property
    def category_ids(self) -> list[int]:
        return [row.category_id for row in self.scope]


class TierCategory(Base):
    """A category that the tier's price is for; a tier without any has it for all goods."""

    __tablename__ = "member_tier_category"

    tier_id: Mapped[int] = mapped_column(sa.ForeignKey("member_tier_tier.id"), primary_key=True, autoincrement=False)
    category_id: Mapped[int] = mapped_column(
        sa.ForeignKey("catalog_category.id"), primary_key=True, autoincrement=False
    )


class Member(Base):
    """The tier that a customer holds: since when, and until when it is his whatever happens but a refund.

    Who has none of his own, or no row at all, is on the first tier, which nobody can lose.
    """

    __tablename__ = "member_tier_member"
    __table_args__ = (
        sa.CheckConstraint("(tier_id IS NULL) = (since IS NULL) AND (tier_id IS NULL) = (until IS NULL)", name="kept"),
        sa.Index("ix_member_tier_member_until", "until"),
    )

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, autoincrement=False)
    tier_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member_tier_tier.id"), index=True)
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]


class Change(Base):
    """A member's way from one tier to another, by name: tiers may be renamed and removed later."""

    __tablename__ = "member_tier_change"
    __table_args__ = (sa.Index("ix_member_tier_change_user", "user_id", "id"),)

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    at: Mapped[datetime]
    was: Mapped[str] = mapped_column(sa.String(12))
    now: Mapped[str] = mapped_column(sa.String(12))
    reason: Mapped[str] = mapped_column(sa.String(12))


class GrowthEntry(Base):
    """A line of the growth ledger. What it was for (`biz_type`, `biz_id`) is there once for a customer.

    It counts from `counts_at` on: what is taken back counts from when it was given, as if it had never been. Triggers
    in the database refuse to delete one or to change more than its note.
    """

    __tablename__ = "member_tier_entry"
    __table_args__ = (
        sa.UniqueConstraint("biz_type", "biz_id", "user_id"),
        sa.CheckConstraint("growth <> 0", name="growth"),
        sa.CheckConstraint("counts_at <= at", name="counts_at"),
        sa.Index("ix_member_tier_entry_user", "user_id", "counts_at"),
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    at: Mapped[datetime]
    counts_at: Mapped[datetime]
    biz_type: Mapped[str] = mapped_column(sa.String(12))
    biz_id: Mapped[str] = mapped_column(sa.String(40))
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("order_order.id"))
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(100), default="")
    growth: Mapped[int]


class OrderGrowth(Base):
    """What an order was worth, and how much of it refunds have taken back. `growth` is none before its end."""

    __tablename__ = "member_tier_order"
    __table_args__ = (
        sa.CheckConstraint("growth_back >= 0 AND growth_back <= COALESCE(growth, 0)", name="growth"),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= payable_fen", name="refunded"),
        sa.CheckConstraint("(growth IS NULL) = (counts_at IS NULL)", name="counts_at"),
    )

    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    payable_fen: Mapped[int]
    refunded_fen: Mapped[int] = mapped_column(default=0)
    growth: Mapped[int | None]
    growth_back: Mapped[int] = mapped_column(default=0)
    counts_at: Mapped[datetime | None]
