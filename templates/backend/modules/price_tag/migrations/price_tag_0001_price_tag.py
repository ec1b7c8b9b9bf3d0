"""Devices that show what an SKU costs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "price_tag_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("price_tag",)
depends_on: str | Sequence[str] | None = ("catalog_0001", "device_0001")


def upgrade() -> None:
    op.create_table(
        "price_tag_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("command_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("shown_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('expired', 'refused', 'sent', 'shown', 'waiting')", name=op.f("ck_price_tag_tag_status")
        ),
        sa.CheckConstraint("shown_version <= version", name=op.f("ck_price_tag_tag_shown")),
        sa.ForeignKeyConstraint(["device_id"], ["device_device.id"], name="fk_price_tag_tag_device_id_device_device"),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_price_tag_tag_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_price_tag_tag"),
        sa.UniqueConstraint("device_id", name="uq_price_tag_tag_device_id"),
        sa.UniqueConstraint("command_id", name="uq_price_tag_tag_command_id"),
    )
    op.create_index("ix_price_tag_tag_sku_id", "price_tag_tag", ["sku_id"])
    op.create_index("ix_price_tag_tag_status", "price_tag_tag", ["status", "changed_at"])


def downgrade() -> None:
    op.drop_table("price_tag_tag")
