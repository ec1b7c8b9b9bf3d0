"""activity"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "activity_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("activity",)
depends_on: str | Sequence[str] | None = ("identity_0001",)


def upgrade() -> None:
    op.create_table(
        "activity_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'address')", name=op.f("ck_activity_seat_kind")),
        sa.CheckConstraint("uses >= 0 AND slot > 0", name=op.f("ck_activity_seat_uses")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_activity_seat_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_seat"),
        sa.UniqueConstraint("activity", "activity_id", "kind", "mark", "slot", name="uq_activity_seat_slot"),
        sa.UniqueConstraint("activity", "activity_id", "kind", "mark", "user_id", name="uq_activity_seat_user"),
    )
    op.create_index("ix_activity_seat_user_id", "activity_seat", ["user_id"])
    op.create_table(
        "activity_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["activity_seat.id"], name="fk_activity_entry_seat_id_activity_seat", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_entry"),
        sa.UniqueConstraint("activity", "subject", "subject_id", "seat_id", name="uq_activity_entry"),
    )
    op.create_index("ix_activity_entry_seat_id", "activity_entry", ["seat_id"])


def downgrade() -> None:
    op.drop_table("activity_entry")
    op.drop_table("activity_seat")
