"""Stock, reservations, and the ledger of moves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "inventory_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("inventory",)
depends_on: str | Sequence[str] | None = ("core_0001", "catalog_0001")

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
_EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER inventory_move_no_update BEFORE UPDATE ON inventory_move {_REFUSE}",
        f"CREATE TRIGGER inventory_move_no_delete BEFORE DELETE ON inventory_move {_REFUSE}",
    ],
    "postgresql": [
        f"CREATE TRIGGER inventory_move_append_only BEFORE UPDATE OR DELETE ON inventory_move {_EACH_ROW}",
    ],
}


def upgrade() -> None:
    op.create_table(
        "inventory_stock",
        sa.Column("sku_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("low_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("available >= 0", name=op.f("ck_inventory_stock_available")),
        sa.CheckConstraint("low_at >= 0", name=op.f("ck_inventory_stock_low_at")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_inventory_stock_reserved")),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_inventory_stock_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("sku_id", name="pk_inventory_stock"),
    )
    op.create_table(
        "inventory_local_stock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.CheckConstraint("available >= 0", name=op.f("ck_inventory_local_stock_available")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_inventory_local_stock_reserved")),
        sa.ForeignKeyConstraint(
            ["sku_id"], ["inventory_stock.sku_id"], name="fk_inventory_local_stock_sku_id_inventory_stock"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inventory_local_stock"),
        sa.UniqueConstraint("location_id", "sku_id", name="uq_inventory_local_stock_location_id_sku_id"),
    )
    op.create_index("ix_inventory_local_stock_sku", "inventory_local_stock", ["sku_id"])
    op.create_table(
        "inventory_move",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("available_before", sa.Integer(), nullable=False),
        sa.Column("available_after", sa.Integer(), nullable=False),
        sa.Column("reserved_before", sa.Integer(), nullable=False),
        sa.Column("reserved_after", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sku_id"], ["inventory_stock.sku_id"], name="fk_inventory_move_sku_id_inventory_stock"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inventory_move"),
    )
    op.create_index("ix_inventory_move_sku", "inventory_move", ["sku_id", "id"])
    op.create_table(
        "inventory_reservation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('reserved', 'committed', 'released', 'restored')", name=op.f("ck_inventory_reservation_state")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_inventory_reservation_quantity")),
        sa.ForeignKeyConstraint(
            ["sku_id"], ["inventory_stock.sku_id"], name="fk_inventory_reservation_sku_id_inventory_stock"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inventory_reservation"),
        sa.UniqueConstraint(
            "subject", "subject_id", "sku_id", name="uq_inventory_reservation_subject_subject_id_sku_id"
        ),
    )
    op.create_index("ix_inventory_reservation_sku_id", "inventory_reservation", ["sku_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("inventory_reservation")
    op.drop_table("inventory_move")
    op.drop_table("inventory_local_stock")
    op.drop_table("inventory_stock")
