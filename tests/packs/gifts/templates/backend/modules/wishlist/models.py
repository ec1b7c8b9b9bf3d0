from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Wish(Base):
    """That a customer likes a product."""

    __tablename__ = "wishlist_wish"
    __table_args__ = (sa.UniqueConstraint("user_id", "spu_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(index=True)
