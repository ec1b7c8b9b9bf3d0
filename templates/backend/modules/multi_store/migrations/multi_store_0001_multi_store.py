"""Stores, and who works there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "multi_store_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("multi_store",)
depends_on: str | Sequence[str] | None = ("core_0001",)


def upgrade() -> None:
    op.create_table(
        "multi_store_store",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("district", sa.String(length=30), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("week", sa.JSON(), nullable=False),
        sa.Column("exceptions", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_multi_store_store_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_multi_store_store_longitude")),
        sa.PrimaryKeyConstraint("id", name="pk_multi_store_store"),
        sa.UniqueConstraint("code", name="uq_multi_store_store_code"),
    )
    op.create_index("ix_multi_store_store_city", "multi_store_store", ["city", "id"])
    op.create_table(
        "multi_store_staff",
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["core_staff.id"], name="fk_multi_store_staff_staff_id_core_staff", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["multi_store_store.id"],
            name="fk_multi_store_staff_store_id_multi_store_store",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "staff_id", name="pk_multi_store_staff"),
    )
    op.create_index("ix_multi_store_staff_staff_id", "multi_store_staff", ["staff_id"])


def downgrade() -> None:
    op.drop_table("multi_store_staff")
    op.drop_table("multi_store_store")
