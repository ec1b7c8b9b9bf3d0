"""Questions, exams, their papers, and attempts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "exam_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("exam",)
depends_on: str | Sequence[str] | None = ("course_0001",)


def upgrade() -> None:
    op.create_table(
        "exam_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('single', 'multiple', 'judge', 'blank')", name=op.f("ck_exam_question_kind")),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name=op.f("ck_exam_question_points")),
        sa.ForeignKeyConstraint(["course_id"], ["course_course.id"], name="fk_exam_question_course_id_course_course"),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["course_chapter.id"], name="fk_exam_question_chapter_id_course_chapter"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exam_question"),
        sa.UniqueConstraint("course_id", "code", name="uq_exam_question_course_id_code"),
    )
    op.create_index("ix_exam_question_bank", "exam_question", ["course_id", "active", "chapter_id", "kind"])
    op.create_index("ix_exam_question_chapter_id", "exam_question", ["chapter_id"])
    op.create_table(
        "exam_exam",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("shuffled", sa.Boolean(), nullable=False),
        sa.Column("draws", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('draft', 'published', 'retired')", name=op.f("ck_exam_exam_status")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", name=op.f("ck_exam_exam_minutes")),
        sa.CheckConstraint("pass_percent BETWEEN 1 AND 100", name=op.f("ck_exam_exam_pass_percent")),
        sa.CheckConstraint("max_attempts BETWEEN 1 AND 99", name=op.f("ck_exam_exam_max_attempts")),
        sa.ForeignKeyConstraint(["course_id"], ["course_course.id"], name="fk_exam_exam_course_id_course_course"),
        sa.ForeignKeyConstraint(["lesson_id"], ["course_lesson.id"], name="fk_exam_exam_lesson_id_course_lesson"),
        sa.PrimaryKeyConstraint("id", name="pk_exam_exam"),
    )
    op.create_index("ix_exam_exam_course", "exam_exam", ["course_id", "status", "id"])
    for name, column, of in (
        ("uq_exam_exam_lesson", "lesson_id", "lesson_id IS NOT NULL"),
        ("uq_exam_exam_final", "course_id", "lesson_id IS NULL"),
    ):
        where = sa.text(f"status = 'published' AND {of}")
        op.create_index(name, "exam_exam", [column], unique=True, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "exam_paper_line",
        sa.Column("exam_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam_exam.id"], name="fk_exam_paper_line_exam_id_exam_exam"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exam_question.id"], name="fk_exam_paper_line_question_id_exam_question"
        ),
        sa.PrimaryKeyConstraint("exam_id", "question_id", name="pk_exam_paper_line"),
    )
    op.create_index("ix_exam_paper_line_question_id", "exam_paper_line", ["question_id"])
    op.create_table(
        "exam_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("graded_at", UtcDateTime(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND allowed", name=op.f("ck_exam_attempt_number")),
        sa.CheckConstraint(
            "status IN ('started', 'submitted', 'expired', 'graded')", name=op.f("ck_exam_attempt_status")
        ),
        sa.CheckConstraint("(status = 'graded') = (graded_at IS NOT NULL)", name=op.f("ck_exam_attempt_graded")),
        sa.ForeignKeyConstraint(["exam_id"], ["exam_exam.id"], name="fk_exam_attempt_exam_id_exam_exam"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_exam_attempt_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_exam_attempt"),
        sa.UniqueConstraint("exam_id", "user_id", "number", name="uq_exam_attempt_exam_id_user_id_number"),
    )
    op.create_index("ix_exam_attempt_user", "exam_attempt", ["user_id", "id"])
    op.create_index("ix_exam_attempt_exam", "exam_attempt", ["exam_id", "status", "id"])
    where = sa.text("status = 'started'")
    op.create_index(
        "uq_exam_attempt_open",
        "exam_attempt",
        ["exam_id", "user_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade() -> None:
    for name in ("exam_attempt", "exam_paper_line", "exam_exam", "exam_question"):
        op.drop_table(name)
