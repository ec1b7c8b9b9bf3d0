from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Review(Base):
    """One for each bought line. `verdict` and `label` are what WeChat says of the text."""

    __tablename__ = "review_review"
    __table_args__ = (
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        sa.CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="reply"),
        sa.Index("ix_review_review_spu", "spu_id", "status", "id"),
        sa.Index("ix_review_review_stars", "spu_id", "status", "stars", "id"),
        sa.Index("ix_review_review_user", "user_id", "id"),
        sa.Index("ix_review_review_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("order_line.id"), unique=True)
    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    """What was bought, as the order says it; `specs_text` too."""
    specs_text: Mapped[str] = mapped_column(sa.String(200), default="")
    stars: Mapped[int]
    text: Mapped[str] = mapped_column(sa.String(500), default="")
    anonymous: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(sa.String(20))
    verdict: Mapped[str | None] = mapped_column(sa.String(10))
    label: Mapped[int | None]
    reply: Mapped[str | None] = mapped_column(sa.String(500))
    replied_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    pictures: Mapped[list["ReviewPicture"]] = relationship(
        lazy="selectin", order_by="ReviewPicture.position", viewonly=True
    )


class ReviewPicture(Base):
    """A picture that a customer has uploaded; without a review until one is written with it."""

    __tablename__ = "review_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(sa.ForeignKey("review_review.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    """Of the stored picture, see core/media.py."""
    position: Mapped[int] = mapped_column(default=0)
    verdict: Mapped[str | None] = mapped_column(sa.String(10))
    label: Mapped[int | None]
    created_at: Mapped[datetime]


class PictureCheck(Base):
    """One check of a picture, under WeChat's number for it.

    Whoever is first writes the row, the one who sent the picture or WeChat's answer, which may overtake him; the other
    completes it.
    """

    __tablename__ = "review_picture_check"

    trace_id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    picture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("review_picture.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str | None] = mapped_column(sa.String(10))
    label: Mapped[int | None]
    created_at: Mapped[datetime]
