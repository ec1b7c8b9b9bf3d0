"""What customers did."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "tracking_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("tracking",)
depends_on: str | Sequence[str] | None = ("identity_0001",)


def upgrade() -> None:
    op.create_table(
        "tracking_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("visit", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=81), nullable=False),
        sa.Column("properties", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_tracking_event_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_tracking_event"),
        sa.UniqueConstraint("key", name="uq_tracking_event_key"),
    )
    op.create_index("ix_tracking_event_day", "tracking_event", ["day"])
    op.create_index("ix_tracking_event_step", "tracking_event", ["name", "day", "visit", "seq"])
    op.create_index("ix_tracking_event_user_id", "tracking_event", ["user_id"])


def downgrade() -> None:
    op.drop_table("tracking_event")
