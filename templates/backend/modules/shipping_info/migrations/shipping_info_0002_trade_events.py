"""What WeChat says of an order: that it waits for shipping information, that it was received, that it is settled."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "shipping_info_0002"
down_revision: str | None = "shipping_info_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("shipping_info_upload", sa.Column("confirmed_at", UtcDateTime(), nullable=True))
    op.add_column("shipping_info_upload", sa.Column("settled_at", UtcDateTime(), nullable=True))
    op.create_table(
        "shipping_info_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transaction_id", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shipping_info_reminder"),
        sa.UniqueConstraint("transaction_id", name="uq_shipping_info_reminder_transaction_id"),
    )
    op.create_index("ix_shipping_info_reminder_subject", "shipping_info_reminder", ["subject", "subject_id"])


def downgrade() -> None:
    op.drop_table("shipping_info_reminder")
    op.drop_column("shipping_info_upload", "settled_at")
    op.drop_column("shipping_info_upload", "confirmed_at")
