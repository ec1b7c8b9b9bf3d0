from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Answer(Base):
    """One for each order. Nobody but its writer and staff ever reads the text."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        sa.CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        sa.Index("ix_survey_answer_created", "created_at", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), unique=True)
    order_no: Mapped[str] = mapped_column(sa.String(32))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    score: Mapped[int]
    text: Mapped[str] = mapped_column(sa.String(500), default="")
    created_at: Mapped[datetime]

    ticket: Mapped["Ticket | None"] = relationship(lazy="selectin", viewonly=True, back_populates="answer")


class Ticket(Base):
    """Somebody was not happy: staff ask, and note what came of it."""

    __tablename__ = "survey_ticket"
    __table_args__ = (
        sa.CheckConstraint("(status = 'handled') = (handled_at IS NOT NULL)", name="handled"),
        sa.Index("ix_survey_ticket_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("survey_answer.id", ondelete="CASCADE"), unique=True)
    status: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    handled_by: Mapped[str | None] = mapped_column(sa.String(40))
    handled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    answer: Mapped[Answer] = relationship(lazy="joined", viewonly=True, back_populates="ticket")
