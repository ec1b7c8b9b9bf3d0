from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base

WHOLE = 0
"""In the place of a chapter's id: all of the course."""


class SegmentOffer(Base):
    """Which SKU is what of which course. One that is no longer offered stays: orders point at it."""

    __tablename__ = "segment_pay_offer"
    __table_args__ = (
        sa.Index(
            "uq_segment_pay_offer_part",
            "course_id",
            "part",
            unique=True,
            sqlite_where=sa.text("active"),
            postgresql_where=sa.text("active"),
        ),
        sa.CheckConstraint("part = coalesce(chapter_id, 0)", name="part"),
    )

    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), primary_key=True, autoincrement=False)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    chapter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("course_chapter.id"))
    part: Mapped[int]
    """The chapter, or WHOLE."""
    active: Mapped[bool] = mapped_column(default=True)


class Entitlement(Base):
    """One for each person and part of a course, whatever becomes of it; `order_id` is the order that it is from now.

    `paid_fen` is what he gave for it in the end, `listed_fen` what it cost without any promotion.
    """

    __tablename__ = "segment_pay_entitlement"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "course_id", "part"),
        sa.CheckConstraint("part = coalesce(chapter_id, 0)", name="part"),
        sa.CheckConstraint("status IN ('held', 'active', 'refunding', 'revoked', 'over')", name="status"),
        sa.CheckConstraint(
            "paid_fen >= 0 AND refund_fen >= 0 AND refund_fen <= paid_fen AND interest_fen >= 0", name="money"
        ),
        sa.Index("ix_segment_pay_entitlement_order", "order_id"),
        sa.Index("ix_segment_pay_entitlement_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    chapter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("course_chapter.id"))
    part: Mapped[int]
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"))
    status: Mapped[str] = mapped_column(sa.String(10))
    paid_fen: Mapped[int] = mapped_column(default=0)
    listed_fen: Mapped[int] = mapped_column(default=0)
    refund_fen: Mapped[int] = mapped_column(default=0)
    interest_fen: Mapped[int] = mapped_column(default=0)
    """What is owed on top of the refund. No channel gives back more than was paid: staff send it some other way."""
    refund_try: Mapped[int] = mapped_column(default=1)
    """Raised when the channel has closed a refund for good: the next has another number."""
    failure: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why the channel does not give the money back."""
    held_at: Mapped[datetime]
    granted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
