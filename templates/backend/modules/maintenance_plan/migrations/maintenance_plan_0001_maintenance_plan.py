"""Maintenance plans, and the orders that came of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "maintenance_plan_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("maintenance_plan",)
depends_on: str | Sequence[str] | None = ("work_order_0001",)


def upgrade() -> None:
    op.create_table(
        "maintenance_plan_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("asset", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("checklist", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("from_completion", sa.Boolean(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("meter", sa.String(length=40), nullable=False),
        sa.Column("meter_every", sa.Double(), nullable=False),
        sa.Column("meter_next", sa.Double(), nullable=True),
        sa.Column("meter_last", sa.Double(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'date' OR (first_on IS NOT NULL AND every > 0)", name=op.f("ck_maintenance_plan_plan_by_date")
        ),
        sa.CheckConstraint(
            "kind <> 'meter' OR (meter_next IS NOT NULL AND meter_every > 0)",
            name=op.f("ck_maintenance_plan_plan_by_meter"),
        ),
        sa.CheckConstraint("kind IN ('date', 'meter')", name=op.f("ck_maintenance_plan_plan_kind")),
        sa.CheckConstraint("unit IN ('day', 'month', 'week')", name=op.f("ck_maintenance_plan_plan_unit")),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_plan_plan"),
    )
    op.create_index("ix_maintenance_plan_plan_asset", "maintenance_plan_plan", ["asset"])
    op.create_index("ix_maintenance_plan_plan_next_on", "maintenance_plan_plan", ["active", "next_on"])
    op.create_table(
        "maintenance_plan_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.String(length=30), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["work_order_order.id"], name="fk_maintenance_plan_made_order_id_work_order_order"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["maintenance_plan_plan.id"],
            name="fk_maintenance_plan_made_plan_id_maintenance_plan_plan",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_plan_made"),
        sa.UniqueConstraint("order_id", name="uq_maintenance_plan_made_order_id"),
        sa.UniqueConstraint("plan_id", "due", name="uq_maintenance_plan_made_plan_id_due"),
    )


def downgrade() -> None:
    op.drop_table("maintenance_plan_made")
    op.drop_table("maintenance_plan_plan")
