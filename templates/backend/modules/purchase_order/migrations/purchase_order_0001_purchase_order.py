"""Purchase orders, what came of them, what was billed, and what the supplier reported."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "purchase_order_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("purchase_order",)
depends_on: str | Sequence[str] | None = "supplier_0001"


def upgrade() -> None:
    op.create_table(
        "purchase_order_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("milestone", sa.String(length=15), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("billed_fen", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('cancelled', 'closed', 'completed', 'draft',"
            " 'on_hold', 'to_bill', 'to_receive', 'to_receive_and_bill')",
            name=op.f("ck_purchase_order_order_status"),
        ),
        sa.CheckConstraint(
            "milestone = '' OR milestone IN ('confirmed', 'in_production', 'packed', 'shipped')",
            name=op.f("ck_purchase_order_order_milestone"),
        ),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_purchase_order_order_total")),
        sa.CheckConstraint("billed_fen >= 0", name=op.f("ck_purchase_order_order_billed")),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_purchase_order_order_supplier_id_supplier_supplier"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["core_staff.id"], name="fk_purchase_order_order_created_by_core_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_order"),
        sa.UniqueConstraint("award_id", name="uq_purchase_order_order_award_id"),
        sa.UniqueConstraint("number", name="uq_purchase_order_order_number"),
    )
    op.create_index("ix_purchase_order_order_status", "purchase_order_order", ["status", "id"])
    op.create_index("ix_purchase_order_order_supplier", "purchase_order_order", ["supplier_id", "id"])
    op.create_table(
        "purchase_order_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("spec", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("sku_id", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_purchase_order_line_quantity")),
        sa.CheckConstraint("price_fen >= 0", name=op.f("ck_purchase_order_line_price")),
        sa.CheckConstraint("received >= 0", name=op.f("ck_purchase_order_line_received")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order_order.id"], name="fk_purchase_order_line_order_id_purchase_order_order"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_line"),
        sa.UniqueConstraint("order_id", "position", name="uq_purchase_order_line_order_id_position"),
    )
    op.create_table(
        "purchase_order_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=15), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('confirmed', 'in_production', 'packed', 'shipped')",
            name=op.f("ck_purchase_order_milestone_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order_order.id"], name="fk_purchase_order_milestone_order_id_purchase_order_order"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["supplier_contact.id"], name="fk_purchase_order_milestone_contact_id_supplier_contact"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_milestone"),
    )
    op.create_index("ix_purchase_order_milestone_order_id", "purchase_order_milestone", ["order_id"])
    op.create_table(
        "purchase_order_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["purchase_order_milestone.id"],
            name="fk_purchase_order_photo_milestone_id_purchase_order_milestone",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_photo"),
    )
    op.create_index("ix_purchase_order_photo_milestone_id", "purchase_order_photo", ["milestone_id"])
    op.create_table(
        "purchase_order_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("delivery_note", sa.String(length=40), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order_order.id"], name="fk_purchase_order_receipt_order_id_purchase_order_order"
        ),
        sa.ForeignKeyConstraint(
            ["received_by"], ["core_staff.id"], name="fk_purchase_order_receipt_received_by_core_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_receipt"),
        sa.UniqueConstraint("number", name="uq_purchase_order_receipt_number"),
    )
    op.create_index("ix_purchase_order_receipt_order_id", "purchase_order_receipt", ["order_id"])
    op.create_table(
        "purchase_order_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_purchase_order_lot_quantity")),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["purchase_order_receipt.id"],
            name="fk_purchase_order_lot_receipt_id_purchase_order_receipt",
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["purchase_order_line.id"],
            name="fk_purchase_order_lot_order_line_id_purchase_order_line",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_lot"),
    )
    op.create_index("ix_purchase_order_lot_receipt_id", "purchase_order_lot", ["receipt_id"])
    op.create_table(
        "purchase_order_invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_purchase_order_invoice_amount")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order_order.id"], name="fk_purchase_order_invoice_order_id_purchase_order_order"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_purchase_order_invoice_supplier_id_supplier_supplier"
        ),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_purchase_order_invoice_added_by_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_invoice"),
        sa.UniqueConstraint("supplier_id", "number", name="uq_purchase_order_invoice_supplier_id_number"),
    )
    op.create_index("ix_purchase_order_invoice_order_id", "purchase_order_invoice", ["order_id"])


def downgrade() -> None:
    for table in ("invoice", "lot", "receipt", "photo", "milestone", "line", "order"):
        op.drop_table(f"purchase_order_{table}")
