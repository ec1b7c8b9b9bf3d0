"""Orders that wait at a store."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "store_pickup_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("store_pickup",)
depends_on: str | Sequence[str] | None = ("order_0001", "multi_store_0001")


def upgrade() -> None:
    op.create_table(
        "store_pickup_pickup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ready_at", UtcDateTime(), nullable=True),
        sa.Column("picked_at", UtcDateTime(), nullable=True),
        sa.Column("picked_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(status = 'picked') = (picked_at IS NOT NULL)", name=op.f("ck_store_pickup_pickup_picked_at")
        ),
        sa.CheckConstraint(
            "status IN ('reserved', 'ready', 'picked', 'canceled')", name=op.f("ck_store_pickup_pickup_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('ready', 'picked') OR code IS NOT NULL", name=op.f("ck_store_pickup_pickup_code")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_store_pickup_pickup_order_id_order_order", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picked_by"], ["core_staff.id"], name="fk_store_pickup_pickup_picked_by_core_staff", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["multi_store_store.id"], name="fk_store_pickup_pickup_store_id_multi_store_store"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_store_pickup_pickup"),
        sa.UniqueConstraint("order_id", name="uq_store_pickup_pickup_order_id"),
    )
    op.create_index(
        "uq_store_pickup_pickup_open_code",
        "store_pickup_pickup",
        ["code"],
        unique=True,
        sqlite_where=sa.text("status = 'ready'"),
        postgresql_where=sa.text("status = 'ready'"),
    )
    op.create_index("ix_store_pickup_pickup_code", "store_pickup_pickup", ["code"])
    op.create_index("ix_store_pickup_pickup_store", "store_pickup_pickup", ["store_id", "status", "id"])


def downgrade() -> None:
    op.drop_table("store_pickup_pickup")
