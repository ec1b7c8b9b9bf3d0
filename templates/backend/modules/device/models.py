from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId
from app.modules.device.states import COMMAND, DEVICE


class Device(Base):
    """`code` is its name on the wire and on its label; of its secret only a hash is kept (`secret.py`)."""

    __tablename__ = "device_device"
    __table_args__ = (
        sa.CheckConstraint(f"status IN ({', '.join(map(repr, sorted(DEVICE.states)))})", name="status"),
        sa.CheckConstraint("gateway_id <> id", name="gateway"),
        sa.Index("ix_device_device_presence", "status", "last_seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    type: Mapped[str] = mapped_column(sa.String(40), index=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[str] = mapped_column(sa.String(60), default="")
    group: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    gateway_id: Mapped[int | None] = mapped_column(sa.ForeignKey("device_device.id"), index=True)
    """The device that speaks for it."""
    secret_hash: Mapped[str] = mapped_column(sa.String(128))
    status: Mapped[str] = mapped_column(sa.String(10), default=DEVICE.initial)
    last_seen_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Latest(Base):
    """The newest value of each reading, by the device's own clock."""

    __tablename__ = "device_latest"

    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id", ondelete="CASCADE"), primary_key=True)
    reading: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[bool | int | float | str] = mapped_column(sa.JSON)
    at_ms: Mapped[int] = mapped_column(sa.BigInteger)
    wrong_clock: Mapped[bool]
    """The moment is the server's: the device's own could not be right."""


class Point(Base):
    """One number of a series; true is 1 and false is 0. Moments are milliseconds since 1970, to calculate with.

    In SQLite the key is how the rows lie; in PostgreSQL each day is a table of its own (`days.py`).
    """

    __tablename__ = "device_point"
    __table_args__ = {"sqlite_with_rowid": False, "postgresql_partition_by": "RANGE (at_ms)"}  # noqa: RUF012

    device_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reading: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    at_ms: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    value: Mapped[float] = mapped_column(sa.Float(53))


class Message(Base):
    """What has been taken already, by the id that the device gave it: told twice, it counts once."""

    __tablename__ = "device_message"
    __table_args__ = (sa.UniqueConstraint("device_id", "message_id"),)

    id: Mapped[int] = mapped_column(LongId, primary_key=True)
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id", ondelete="CASCADE"))
    message_id: Mapped[str] = mapped_column(sa.String(64))
    received_at: Mapped[datetime] = mapped_column(index=True)


class Count(Base):
    """How often a device did what it should not: see `Refusal`. `device_id` 0 is whoever did not say who it was."""

    __tablename__ = "device_count"

    device_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    last_at: Mapped[datetime]


class Command(Base):
    """What a device was told to do. `actor` is who said so (`app.core.context`)."""

    __tablename__ = "device_command"
    __table_args__ = (
        sa.CheckConstraint(f"status IN ({', '.join(map(repr, sorted(COMMAND.states)))})", name="status"),
        sa.Index("ix_device_command_device", "device_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(40))
    params: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(sa.String(10), default=COMMAND.initial)
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    """What the device said of it."""
    actor: Mapped[str] = mapped_column(sa.String(30))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    """Until then the device may still do it."""
    ended_at: Mapped[datetime | None]


class Intake(Base):
    """A single row: the process that takes in what comes from an outside broker, and until when nobody else does."""

    __tablename__ = "device_intake"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    holder: Mapped[str] = mapped_column(sa.String(16))
    leased_until: Mapped[datetime]


class Unread(Base):
    """Messages that came together (`mqtt/unread.py`), for as long as they wait to be read."""

    __tablename__ = "device_unread"

    id: Mapped[int] = mapped_column(LongId, primary_key=True)
    number: Mapped[int]
    messages: Mapped[bytes] = mapped_column(sa.LargeBinary)
