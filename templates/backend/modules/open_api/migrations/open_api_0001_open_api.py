"""Keys of other businesses' programs, addresses that hear of events, and what was sent there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "open_api_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("open_api",)
depends_on: str | Sequence[str] | None = ("core_0001",)


def upgrade() -> None:
    op.create_table(
        "open_api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("last_used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["core_staff.id"], name="fk_open_api_key_created_by_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_open_api_key"),
        sa.UniqueConstraint("name", name="uq_open_api_key_name"),
        sa.UniqueConstraint("token_hash", name="uq_open_api_key_token_hash"),
    )
    op.create_table(
        "open_api_webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("previous_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("(previous IS NULL) = (previous_until IS NULL)", name=op.f("ck_open_api_webhook_previous")),
        sa.PrimaryKeyConstraint("id", name="pk_open_api_webhook"),
        sa.UniqueConstraint("url", name="uq_open_api_webhook_url"),
    )
    op.create_table(
        "open_api_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('dead', 'delivered', 'pending')", name=op.f("ck_open_api_delivery_status")),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["open_api_webhook.id"],
            name="fk_open_api_delivery_webhook_id_open_api_webhook",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_open_api_delivery"),
        sa.UniqueConstraint("key", name="uq_open_api_delivery_key"),
    )
    op.create_index("ix_open_api_delivery_created_at", "open_api_delivery", ["created_at"])
    op.create_index("ix_open_api_delivery_status", "open_api_delivery", ["status", "id"])
    op.create_index("ix_open_api_delivery_webhook_id", "open_api_delivery", ["webhook_id"])


def downgrade() -> None:
    for table in ("delivery", "webhook", "key"):
        op.drop_table(f"open_api_{table}")
