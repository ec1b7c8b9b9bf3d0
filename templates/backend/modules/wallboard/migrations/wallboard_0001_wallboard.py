"""Screens that may show the wall dashboard."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "wallboard_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("wallboard",)
depends_on: str | Sequence[str] | None = ("core_0001",)


def upgrade() -> None:
    op.create_table(
        "wallboard_display",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_wallboard_display_added_by_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_wallboard_display"),
        sa.UniqueConstraint("code_hash", name="uq_wallboard_display_code_hash"),
    )


def downgrade() -> None:
    op.drop_table("wallboard_display")
