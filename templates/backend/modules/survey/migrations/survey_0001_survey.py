"""Answers to the survey, and the tickets of those who were not happy."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "survey_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("survey",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("order_no", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_survey_answer_score")),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_survey_answer_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_survey_answer_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_answer"),
        sa.UniqueConstraint("order_id", name="uq_survey_answer_order_id"),
    )
    op.create_index("ix_survey_answer_user_id", "survey_answer", ["user_id"])
    op.create_index("ix_survey_answer_created", "survey_answer", ["created_at", "score"])

    op.create_table(
        "survey_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("handled_by", sa.String(length=40), nullable=True),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("(status = 'handled') = (handled_at IS NOT NULL)", name=op.f("ck_survey_ticket_handled")),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["survey_answer.id"], name="fk_survey_ticket_answer_id_survey_answer", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_survey_ticket"),
        sa.UniqueConstraint("answer_id", name="uq_survey_ticket_answer_id"),
    )
    op.create_index("ix_survey_ticket_status", "survey_ticket", ["status", "id"])


def downgrade() -> None:
    op.drop_table("survey_ticket")
    op.drop_table("survey_answer")
