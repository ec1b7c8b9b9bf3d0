"""Devices, what they told last, their series, and what is known of their messages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "device_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("device",)
depends_on: str | Sequence[str] | None = None

LongId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "device_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("group", sa.String(length=40), nullable=False),
        sa.Column("gateway_id", sa.Integer(), nullable=True),
        sa.Column("secret_hash", sa.String(length=128), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('disabled', 'inactive', 'offline', 'online')", name=op.f("ck_device_device_status")
        ),
        sa.CheckConstraint("gateway_id <> id", name=op.f("ck_device_device_gateway")),
        sa.ForeignKeyConstraint(["gateway_id"], ["device_device.id"], name="fk_device_device_gateway_id_device_device"),
        sa.PrimaryKeyConstraint("id", name="pk_device_device"),
        sa.UniqueConstraint("code", name="uq_device_device_code"),
    )
    for column in ("type", "group", "gateway_id"):
        op.create_index(f"ix_device_device_{column}", "device_device", [column])
    op.create_index("ix_device_device_presence", "device_device", ["status", "last_seen_at"])
    op.create_table(
        "device_latest",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("wrong_clock", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device_device.id"], name="fk_device_latest_device_id_device_device", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device_id", "reading", name="pk_device_latest"),
    )
    op.create_table(
        "device_point",
        sa.Column("device_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reading", sa.String(length=40), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "reading", "at_ms", name="pk_device_point"),
        sqlite_with_rowid=False,
        postgresql_partition_by="RANGE (at_ms)",
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE device_point_other PARTITION OF device_point DEFAULT")
    op.create_table(
        "device_message",
        sa.Column("id", LongId, nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device_device.id"], name="fk_device_message_device_id_device_device", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device_message"),
        sa.UniqueConstraint("device_id", "message_id", name="uq_device_message_device_id_message_id"),
    )
    op.create_index("ix_device_message_received_at", "device_message", ["received_at"])
    op.create_table(
        "device_count",
        sa.Column("device_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "reason", name="pk_device_count"),
    )
    op.create_table(
        "device_command",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('done', 'expired', 'failed', 'sent')", name=op.f("ck_device_command_status")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device_device.id"], name="fk_device_command_device_id_device_device", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device_command"),
    )
    op.create_index("ix_device_command_device", "device_command", ["device_id", "id"])
    op.create_table(
        "device_intake",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(length=16), nullable=False),
        sa.Column("leased_until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device_intake"),
    )


def downgrade() -> None:
    for table in ("intake", "command", "count", "message", "point", "latest", "device"):
        op.drop_table(f"device_{table}")
