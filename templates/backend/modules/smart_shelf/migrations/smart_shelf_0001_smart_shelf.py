"""Slots of shelves that weigh, picks by the hour, and what ran low."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "smart_shelf_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("smart_shelf",)
depends_on: str | Sequence[str] | None = ("device_0001", "inventory_0001")

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "smart_shelf_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(length=40), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("piece_g", sa.Float(precision=53), nullable=False),
        sa.Column("tare_g", sa.Float(precision=53), nullable=False),
        sa.Column("tolerance", sa.Integer(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=True),
        sa.Column("weight_g", sa.Float(precision=53), nullable=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=True),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("uncertain_at", UtcDateTime(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("missing_since", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("piece_g > 0", name=op.f("ck_smart_shelf_slot_piece")),
        sa.CheckConstraint("tare_g >= 0", name=op.f("ck_smart_shelf_slot_tare")),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_smart_shelf_slot_pieces")),
        sa.CheckConstraint("missing >= 0", name=op.f("ck_smart_shelf_slot_missing")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device_device.id"], name="fk_smart_shelf_slot_device_id_device_device"
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_smart_shelf_slot_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_smart_shelf_slot"),
        sa.UniqueConstraint("device_id", "reading", name="uq_smart_shelf_slot_device_id_reading"),
    )
    op.create_index("ix_smart_shelf_slot_sku_id", "smart_shelf_slot", ["sku_id"])
    op.create_table(
        "smart_shelf_hour",
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("picked", sa.Integer(), nullable=False),
        sa.Column("put_back", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"],
            ["smart_shelf_slot.id"],
            name="fk_smart_shelf_hour_slot_id_smart_shelf_slot",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slot_id", "day", "hour", name="pk_smart_shelf_hour"),
    )
    op.create_index("ix_smart_shelf_hour_day", "smart_shelf_hour", ["day"])
    op.create_table(
        "smart_shelf_replenishment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("low_at", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_smart_shelf_replenishment_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_smart_shelf_replenishment"),
    )
    op.create_index(
        "uq_smart_shelf_replenishment_open",
        "smart_shelf_replenishment",
        ["sku_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_smart_shelf_replenishment_ended", "smart_shelf_replenishment", ["ended_at", "id"])


def downgrade() -> None:
    op.drop_table("smart_shelf_replenishment")
    op.drop_table("smart_shelf_hour")
    op.drop_table("smart_shelf_slot")
