"""practitioner"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "practitioner_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("practitioner",)
depends_on: str | Sequence[str] | None = ("booking_0001",)


def upgrade() -> None:
    op.create_table(
        "practitioner_practitioner",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("licence_no", sa.String(length=30), nullable=False),
        sa.Column("introduction", sa.String(length=1000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["booking_resource.id"], name=op.f("fk_practitioner_practitioner_id_booking_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner_practitioner")),
    )
    op.create_index("ix_practitioner_practitioner_department", "practitioner_practitioner", ["department"])
    op.create_table(
        "practitioner_follow_up",
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_practitioner_follow_up_number")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking_booking.id"], name=op.f("fk_practitioner_follow_up_booking_id_booking_booking")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["booking_booking.id"], name=op.f("fk_practitioner_follow_up_visit_id_booking_booking")
        ),
        sa.PrimaryKeyConstraint("visit_id", "number", name=op.f("pk_practitioner_follow_up")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_practitioner_follow_up_booking_id")),
    )


def downgrade() -> None:
    op.drop_table("practitioner_follow_up")
    op.drop_table("practitioner_practitioner")
