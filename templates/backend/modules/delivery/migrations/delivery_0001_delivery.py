"""Freight, shipments, and what happened to them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "delivery_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("delivery",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "delivery_freight_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("delivers", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=6), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("first_fen", sa.Integer(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.Column("next_fen", sa.Integer(), nullable=False),
        sa.Column("free_from_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("by IN ('weight', 'piece')", name=op.f("ck_delivery_freight_rule_by")),
        sa.CheckConstraint("city = '' OR province <> ''", name=op.f("ck_delivery_freight_rule_city")),
        sa.CheckConstraint(
            "first_fen >= 0 AND next_fen >= 0 AND free_from_fen >= 0", name=op.f("ck_delivery_freight_rule_amounts")
        ),
        sa.CheckConstraint("first > 0 AND next > 0", name=op.f("ck_delivery_freight_rule_units")),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_freight_rule"),
        sa.UniqueConstraint("province", "city", name="uq_delivery_freight_rule_province_city"),
    )
    op.create_table(
        "delivery_to_ship",
        sa.Column("order_line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("packed", sa.Integer(), nullable=False),
        sa.Column("shipped", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= shipped AND shipped <= packed AND packed <= quantity", name=op.f("ck_delivery_to_ship_counts")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_delivery_to_ship_order_id_order_order", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name="fk_delivery_to_ship_order_line_id_order_line",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("order_line_id", name="pk_delivery_to_ship"),
    )
    op.create_index("ix_delivery_to_ship_order_id", "delivery_to_ship", ["order_id"])
    op.create_table(
        "delivery_shipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("courier", sa.String(length=20), nullable=False),
        sa.Column("tracking_no", sa.String(length=40), nullable=False),
        sa.Column("packed_at", UtcDateTime(), nullable=False),
        sa.Column("shipped_at", UtcDateTime(), nullable=True),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('packed', 'shipped', 'delivered', 'canceled')", name=op.f("ck_delivery_shipment_status")
        ),
        sa.CheckConstraint(
            "status IN ('packed', 'canceled') OR tracking_no <> ''", name=op.f("ck_delivery_shipment_tracking_no")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_delivery_shipment_order_id_order_order", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_shipment"),
    )
    op.create_index("ix_delivery_shipment_order_id", "delivery_shipment", ["order_id"])
    op.create_index("ix_delivery_shipment_status", "delivery_shipment", ["status", "id"])
    op.create_index("ix_delivery_shipment_tracking", "delivery_shipment", ["tracking_no"])
    op.create_table(
        "delivery_shipment_line",
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_delivery_shipment_line_quantity")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name="fk_delivery_shipment_line_order_line_id_order_line",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["delivery_shipment.id"],
            name="fk_delivery_shipment_line_shipment_id_delivery_shipment",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shipment_id", "order_line_id", name="pk_delivery_shipment_line"),
    )
    op.create_table(
        "delivery_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["delivery_shipment.id"],
            name="fk_delivery_step_shipment_id_delivery_shipment",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_step"),
        sa.UniqueConstraint("shipment_id", "at", "text", name="uq_delivery_step_shipment_id_at_text"),
    )


def downgrade() -> None:
    op.drop_table("delivery_step")
    op.drop_table("delivery_shipment_line")
    op.drop_table("delivery_shipment")
    op.drop_table("delivery_to_ship")
    op.drop_table("delivery_freight_rule")
