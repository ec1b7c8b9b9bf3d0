from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId


class Job(Base):
    """One piece of work for one handler. Rows of one stream and handler are worked off in the order of `seq`."""

    __tablename__ = "core_job"
    __table_args__ = (
        sa.CheckConstraint("state IN ('ready', 'done', 'dead')", name="state"),
        sa.Index("ix_core_job_due", "state", "run_at"),
        sa.Index("ix_core_job_stream", "stream", "handler", "state", "seq"),
    )

    seq: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(sa.String(190), unique=True)
    stream: Mapped[str] = mapped_column(sa.String(120))
    handler: Mapped[str] = mapped_column(sa.String(120))
    payload: Mapped[dict[str, Any]]
    run_at: Mapped[datetime]
    leased_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    """How often a worker took it; also the fence: only the latest taker may finish it."""
    failures: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(sa.String(10), default="ready")
    error: Mapped[str | None] = mapped_column(sa.Text)
    request_id: Mapped[str] = mapped_column(sa.String(64), default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
