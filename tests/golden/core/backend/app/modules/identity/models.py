from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base

_DEFAULT = sa.text("is_default")


class User(Base):
    """A customer. The row stays when he leaves, without anything that tells who he was: orders point at it."""

    __tablename__ = "identity_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    nickname: Mapped[str] = mapped_column(sa.String(20))
    avatar: Mapped[str | None] = mapped_column(sa.String(60))
    """Name of a stored picture, see core/media.py."""
    phone: Mapped[str | None] = sealed(nullable=True)
    phone_index: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class WeChatAccount(Base):
    """How WeChat calls a customer: an `openid` per mini-program, a `unionid` across those of one company."""

    __tablename__ = "identity_wechat_account"
    __table_args__ = (sa.UniqueConstraint("appid", "openid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    appid: Mapped[str] = mapped_column(sa.String(32))
    openid: Mapped[str] = mapped_column(sa.String(64))
    unionid: Mapped[str | None] = mapped_column(sa.String(64), index=True)


class Address(Base):
    __tablename__ = "identity_address"
    __table_args__ = (
        sa.Index(
            "uq_identity_address_default", "user_id", unique=True, sqlite_where=_DEFAULT, postgresql_where=_DEFAULT
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    name: Mapped[str] = sealed()
    phone: Mapped[str] = sealed()
    province: Mapped[str] = mapped_column(sa.String(20))
    city: Mapped[str] = mapped_column(sa.String(20))
    district: Mapped[str] = mapped_column(sa.String(20))
    detail: Mapped[str] = sealed()
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
