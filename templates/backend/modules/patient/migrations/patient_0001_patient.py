from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "patient_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("patient",)
depends_on: str | Sequence[str] | None = ("core_0001", "identity_0001")

HOLDER = sa.text("relation = 'self' AND locked_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "patient_patient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=10), nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("person_index", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_index", sa.String(length=64), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_index", sa.String(length=64), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=False),
        sa.Column("past_illnesses", sa.Text(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("guardian_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("locked_at", UtcDateTime(), nullable=True),
        sa.Column("kept_until", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "relation IN ('child', 'other', 'parent', 'self', 'spouse')", name=op.f("ck_patient_patient_relation")
        ),
        sa.CheckConstraint(
            "guardian_id IS NULL OR guardian_agreed_at IS NOT NULL", name=op.f("ck_patient_patient_guardian_agreed")
        ),
        sa.CheckConstraint("guardian_id <> id", name=op.f("ck_patient_patient_guardian")),
        sa.CheckConstraint("kept_until IS NULL OR locked_at IS NOT NULL", name=op.f("ck_patient_patient_kept")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_patient_patient_user_id_identity_user"),
        sa.ForeignKeyConstraint(
            ["guardian_id"],
            ["patient_patient.id"],
            name="fk_patient_patient_guardian_id_patient_patient",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_patient_patient"),
        sa.UniqueConstraint("user_id", "person_index", name="uq_patient_patient_user_id_person_index"),
        sqlite_autoincrement=True,
    )
    for column in ("guardian_id", "kept_until", "name_index", "person_index", "phone_index"):
        op.create_index(f"ix_patient_patient_{column}", "patient_patient", [column])
    op.create_index(
        "uq_patient_patient_holder",
        "patient_patient",
        ["user_id"],
        unique=True,
        sqlite_where=HOLDER,
        postgresql_where=HOLDER,
    )


def downgrade() -> None:
    op.drop_table("patient_patient")
