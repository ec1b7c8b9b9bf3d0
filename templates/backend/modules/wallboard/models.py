from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Display(Base):
    """A screen that may show the wall dashboard, and nothing else. Of its code only the SHA-256 is kept."""

    __tablename__ = "wallboard_display"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    added_by: Mapped[int] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
