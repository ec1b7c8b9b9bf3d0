"""Journeys that customers are on, and their birthdays."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "marketing_automation_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("marketing_automation",)
depends_on: str | Sequence[str] | None = ("identity_0001",)

WAITING = sa.text("status = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "marketing_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journey", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("ordered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('waiting', 'told', 'dropped')", name=op.f("ck_marketing_run_status")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_marketing_run_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_marketing_run"),
        sa.UniqueConstraint("journey", "user_id", "key", name="uq_marketing_run_journey_user_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_marketing_run_due", "marketing_run", ["status", "due_at"])
    op.create_index("ix_marketing_run_user", "marketing_run", ["user_id", "journey", "settled_at"])
    op.create_index(
        "uq_marketing_run_waiting",
        "marketing_run",
        ["journey", "user_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "marketing_birthday",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name=op.f("ck_marketing_birthday_in_the_year")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_marketing_birthday_user_id_identity_user"),
        sa.PrimaryKeyConstraint("user_id", name="pk_marketing_birthday"),
    )
    op.create_index("ix_marketing_birthday_day", "marketing_birthday", ["month", "day"])


def downgrade() -> None:
    op.drop_table("marketing_birthday")
    op.drop_table("marketing_run")
