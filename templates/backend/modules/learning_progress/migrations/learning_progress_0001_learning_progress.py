"""What learners have watched, and when."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "learning_progress_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("learning_progress",)
depends_on: str | Sequence[str] | None = ("course_0001",)


def upgrade() -> None:
    op.create_table(
        "learning_progress_clock",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("player", sa.String(length=32), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
        sa.Column("previous_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["course_lesson.id"], name="fk_learning_progress_clock_lesson_id_course_lesson"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_learning_progress_clock_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_learning_progress_clock"),
    )
    op.create_table(
        "learning_progress_lesson",
        sa.Column("enrollment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("length_ms", sa.Integer(), nullable=True),
        sa.Column("ranges", sa.JSON(), nullable=False),
        sa.Column("watched_ms", sa.Integer(), nullable=False),
        sa.Column("position_ms", sa.Integer(), nullable=False),
        sa.Column("at_end", sa.Boolean(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("learned_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("done_at IS NULL OR learned_at IS NOT NULL", name=op.f("ck_learning_progress_lesson_done")),
        sa.CheckConstraint("watched_ms >= 0", name=op.f("ck_learning_progress_lesson_watched")),
        sa.ForeignKeyConstraint(
            ["enrollment_id"],
            ["course_enrollment.id"],
            name="fk_learning_progress_lesson_enrollment_id_course_enrollment",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["course_lesson.id"], name="fk_learning_progress_lesson_lesson_id_course_lesson"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_learning_progress_lesson_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("enrollment_id", "lesson_id", name="pk_learning_progress_lesson"),
    )
    op.create_index("ix_learning_progress_lesson_lesson", "learning_progress_lesson", ["lesson_id", "done_at"])
    op.create_index("ix_learning_progress_lesson_user", "learning_progress_lesson", ["user_id", "seen_at"])


def downgrade() -> None:
    op.drop_table("learning_progress_lesson")
    op.drop_table("learning_progress_clock")
