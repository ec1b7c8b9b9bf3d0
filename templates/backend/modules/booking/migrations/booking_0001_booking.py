"""booking"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "booking_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("booking",)
depends_on: str | Sequence[str] | None = ("core_0001", "identity_0001")


def upgrade() -> None:
    op.create_table(
        "booking_resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("picture", sa.String(length=80), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["core_staff.id"], name=op.f("fk_booking_resource_staff_id_core_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_resource")),
        sa.UniqueConstraint("code", name=op.f("uq_booking_resource_code")),
    )
    op.create_index("ix_booking_resource_staff_id", "booking_resource", ["staff_id"])
    op.create_table(
        "booking_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_booking_closure_period")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["booking_resource.id"],
            name=op.f("fk_booking_closure_resource_id_booking_resource"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_closure")),
    )
    op.create_index("ix_booking_closure_ends_at", "booking_closure", ["ends_at"])
    op.create_index("ix_booking_closure_resource_id", "booking_closure", ["resource_id"])
    op.create_table(
        "booking_schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("(weekday IS NULL) <> (on_day IS NULL)", name=op.f("ck_booking_schedule_day")),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_booking_schedule_capacity")),
        sa.CheckConstraint(
            "from_minute % 5 = 0 AND to_minute % 5 = 0 AND slot_minutes % 5 = 0", name=op.f("ck_booking_schedule_cells")
        ),
        sa.CheckConstraint(
            "from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440",
            name=op.f("ck_booking_schedule_minutes"),
        ),
        sa.CheckConstraint("price_fen >= 0", name=op.f("ck_booking_schedule_price")),
        sa.CheckConstraint(
            "slot_minutes > 0 AND slot_minutes <= to_minute - from_minute", name=op.f("ck_booking_schedule_slot")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_booking_schedule_weekday")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["booking_resource.id"],
            name=op.f("fk_booking_schedule_resource_id_booking_resource"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_schedule")),
    )
    op.create_index("ix_booking_schedule_resource_id", "booking_schedule", ["resource_id"])
    op.create_table(
        "booking_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_booking_slot_period")),
        sa.CheckConstraint("taken >= 0 AND taken <= capacity", name=op.f("ck_booking_slot_taken")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["booking_resource.id"], name=op.f("fk_booking_slot_resource_id_booking_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_slot")),
        sa.UniqueConstraint("resource_id", "starts_at", name=op.f("uq_booking_slot_resource_id_starts_at")),
    )
    op.create_index("ix_booking_slot_starts_at", "booking_slot", ["starts_at"])
    op.create_table(
        "booking_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("attendee_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("pay_no", sa.String(length=40), nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("checked_in_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_reason", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "(place IS NOT NULL) = (status IN ('booked', 'held'))", name=op.f("ck_booking_booking_place")
        ),
        sa.CheckConstraint(
            "status IN ('booked', 'canceled', 'checked_in', 'done', 'expired', 'held', 'in_service', 'no_show')",
            name=op.f("ck_booking_booking_status"),
        ),
        sa.CheckConstraint("moved >= 0", name=op.f("ck_booking_booking_moved")),
        sa.CheckConstraint("price_fen >= 0", name=op.f("ck_booking_booking_price")),
        sa.ForeignKeyConstraint(["slot_id"], ["booking_slot.id"], name=op.f("fk_booking_booking_slot_id_booking_slot")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name=op.f("fk_booking_booking_user_id_identity_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_booking")),
        sa.UniqueConstraint("number", name=op.f("uq_booking_booking_number")),
        sa.UniqueConstraint("user_id", "place", name=op.f("uq_booking_booking_user_id_place")),
    )
    op.create_index("ix_booking_booking_person", "booking_booking", ["person", "status"])
    op.create_index("ix_booking_booking_slot", "booking_booking", ["slot_id", "status", "id"])
    op.create_index("ix_booking_booking_user", "booking_booking", ["user_id", "status", "id"])
    op.create_table(
        "booking_slot_cell",
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["booking_resource.id"], name=op.f("fk_booking_slot_cell_resource_id_booking_resource")
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["booking_slot.id"], name=op.f("fk_booking_slot_cell_slot_id_booking_slot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("resource_id", "cell", name=op.f("pk_booking_slot_cell")),
    )
    op.create_index("ix_booking_slot_cell_slot_id", "booking_slot_cell", ["slot_id"])
    op.create_table(
        "booking_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking_booking.id"],
            name=op.f("fk_booking_history_booking_id_booking_booking"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_history")),
    )
    op.create_index("ix_booking_history_booking_id", "booking_history", ["booking_id"])
    op.create_table(
        "booking_person_cell",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking_booking.id"],
            name=op.f("fk_booking_person_cell_booking_id_booking_booking"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person", "cell", name=op.f("pk_booking_person_cell")),
    )
    op.create_index("ix_booking_person_cell_booking_id", "booking_person_cell", ["booking_id"])


def downgrade() -> None:
    op.drop_table("booking_person_cell")
    op.drop_table("booking_history")
    op.drop_table("booking_slot_cell")
    op.drop_table("booking_booking")
    op.drop_table("booking_slot")
    op.drop_table("booking_schedule")
    op.drop_table("booking_closure")
    op.drop_table("booking_resource")
