"""Coupons: a template says what one is worth and on which terms, a coupon is one in a customer's hands."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class CouponTemplate(Base):
    """Either an amount or a percentage off; valid between two dates or for some days from claiming on."""

    __tablename__ = "coupon_template"
    __table_args__ = (
        sa.CheckConstraint(
            "(kind = 'amount' AND amount_fen IS NOT NULL AND amount_fen > 0"
            " AND percent_off IS NULL AND cap_fen IS NULL)"
            " OR (kind = 'percent' AND amount_fen IS NULL AND percent_off IS NOT NULL AND percent_off BETWEEN 1 AND 99"
            " AND (cap_fen IS NULL OR cap_fen > 0))",
            name="worth",
        ),
        sa.CheckConstraint("threshold_fen >= 0", name="threshold"),
        sa.CheckConstraint("scope IN ('all', 'spu', 'category')", name="scope"),
        sa.CheckConstraint("claim_by IN ('button', 'code', 'birthday')", name="claim_by"),
        sa.CheckConstraint("status IN ('draft', 'issuing', 'stopped')", name="status"),
        sa.CheckConstraint(
            "(valid_days IS NULL AND valid_from IS NOT NULL AND valid_until IS NOT NULL AND valid_from < valid_until)"
            " OR (valid_days IS NOT NULL AND valid_days > 0 AND valid_from IS NULL AND valid_until IS NULL)",
            name="validity",
        ),
        sa.CheckConstraint("per_user_limit > 0", name="per_user_limit"),
        sa.CheckConstraint("claimed >= 0 AND (total_limit IS NULL OR claimed <= total_limit)", name="total_limit"),
        sa.Index("ix_coupon_template_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(30))
    kind: Mapped[str] = mapped_column(sa.String(8))
    amount_fen: Mapped[int | None]
    percent_off: Mapped[int | None]
    """15 takes 15 % off: what customers call 8.5 折."""
    cap_fen: Mapped[int | None]
    """The most that a percentage takes off."""
    threshold_fen: Mapped[int] = mapped_column(default=0)
    """What the goods in scope must cost, after activities and member prices."""
    scope: Mapped[str] = mapped_column(sa.String(8), default="all")
    claim_by: Mapped[str] = mapped_column(sa.String(8), default="button")
    total_limit: Mapped[int | None]
    per_user_limit: Mapped[int] = mapped_column(default=1)
    claimed: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    """The first moment at which it is no longer valid."""
    valid_days: Mapped[int | None]
    status: Mapped[str] = mapped_column(sa.String(8))
    created_at: Mapped[datetime]

    targets: Mapped[list["CouponTarget"]] = relationship(
        lazy="selectin", order_by="CouponTarget.id", cascade="all, delete-orphan"
    )

    @property
    def target_ids(self) -> list[int]:
        """The products or categories in scope; a category stands for those below it as well."""
        return [target.spu_id or target.category_id or 0 for target in self.targets]


class CouponTarget(Base):
    __tablename__ = "coupon_target"
    __table_args__ = (
        sa.UniqueConstraint("template_id", "spu_id"),
        sa.UniqueConstraint("template_id", "category_id"),
        sa.CheckConstraint("(spu_id IS NULL) <> (category_id IS NULL)", name="one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon_template.id", ondelete="CASCADE"))
    spu_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalog_spu.id"))
    category_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalog_category.id"))


class CouponCode(Base):
    """An exchange code: `uses_left` customers may still turn it into a coupon."""

    __tablename__ = "coupon_code"
    __table_args__ = (sa.CheckConstraint("uses_left >= 0 AND uses_left <= uses", name="uses"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon_template.id"), index=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    uses: Mapped[int]
    uses_left: Mapped[int]
    created_at: Mapped[datetime]


class Coupon(Base):
    """`slot` numbers a customer's coupons of one template: by its unique constraint nobody gets more than his share.
    For what is given on birthdays it is the year: one in each.

    `order_id` is the order that holds it or used it: by its unique constraint an order has one coupon at most.
    """

    __tablename__ = "coupon_coupon"
    __table_args__ = (
        sa.UniqueConstraint("template_id", "user_id", "slot"),
        sa.CheckConstraint("status IN ('unused', 'locked', 'used', 'expired')", name="status"),
        sa.CheckConstraint("(order_id IS NOT NULL) = (status IN ('locked', 'used'))", name="order_id"),
        sa.CheckConstraint("(used_at IS NOT NULL) = (status = 'used')", name="used_at"),
        sa.CheckConstraint("valid_from < valid_until", name="validity"),
        sa.Index("ix_coupon_coupon_user", "user_id", "status", "id"),
        sa.Index("ix_coupon_coupon_valid_until", "status", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon_template.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    slot: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(8))
    claimed_at: Mapped[datetime]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("order_order.id"), unique=True)
    used_at: Mapped[datetime | None]

    template: Mapped[CouponTemplate] = relationship(lazy="selectin")

    def state_at(self, now: datetime) -> str:
        """Its state as the customer sees it: past its end it is expired, found so by the job or not yet."""
        return "expired" if self.status == "unused" and self.valid_until <= now else self.status


def unused_at(now: datetime) -> sa.ColumnElement[bool]:
    """Condition: not used, and not past its end."""
    return sa.and_(Coupon.status == "unused", Coupon.valid_until > now)


def expired_at(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(Coupon.status == "expired", sa.and_(Coupon.status == "unused", Coupon.valid_until <= now))
