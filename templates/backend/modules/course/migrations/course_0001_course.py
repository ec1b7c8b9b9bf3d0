"""Courses, their lessons and files, and who is enrolled."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "course_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("course",)
depends_on: str | Sequence[str] | None = ("identity_0001",)


def upgrade() -> None:
    op.create_table(
        "course_course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("subtitle", sa.String(length=100), nullable=False),
        sa.Column("cover", sa.String(length=80), nullable=True),
        sa.Column("teacher", sa.String(length=20), nullable=False),
        sa.Column("teacher_about", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("valid_days", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('draft', 'published', 'retired')", name=op.f("ck_course_course_status")),
        sa.CheckConstraint("valid_days > 0", name=op.f("ck_course_course_valid_days")),
        sa.PrimaryKeyConstraint("id", name="pk_course_course"),
        sa.UniqueConstraint("code", name="uq_course_course_code"),
    )
    op.create_index("ix_course_course_shown", "course_course", ["status", "position", "id"])
    op.create_table(
        "course_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'video' OR status <> 'ready' OR duration_ms > 0", name=op.f("ck_course_file_duration")
        ),
        sa.CheckConstraint("kind IN ('video', 'material')", name=op.f("ck_course_file_kind")),
        sa.CheckConstraint("status IN ('uploading', 'ready')", name=op.f("ck_course_file_status")),
        sa.CheckConstraint("size > 0", name=op.f("ck_course_file_size")),
        sa.PrimaryKeyConstraint("id", name="pk_course_file"),
        sa.UniqueConstraint("name", name="uq_course_file_name"),
    )
    op.create_index("ix_course_file_status", "course_file", ["status", "created_at"])
    op.create_table(
        "course_chapter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course_course.id"], name="fk_course_chapter_course_id_course_course"),
        sa.PrimaryKeyConstraint("id", name="pk_course_chapter"),
    )
    op.create_index("ix_course_chapter_course", "course_chapter", ["course_id", "position", "id"])
    op.create_table(
        "course_enrollment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.Column("suspended_at", UtcDateTime(), nullable=True),
        sa.Column("suspended_because", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "status <> 'completed' OR completed_at IS NOT NULL", name=op.f("ck_course_enrollment_completed")
        ),
        sa.CheckConstraint(
            "status IN ('active', 'completed', 'suspended', 'expired')", name=op.f("ck_course_enrollment_status")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course_course.id"], name="fk_course_enrollment_course_id_course_course"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_course_enrollment_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_course_enrollment"),
        sa.UniqueConstraint("course_id", "user_id", name="uq_course_enrollment_course_id_user_id"),
    )
    op.create_index("ix_course_enrollment_status", "course_enrollment", ["course_id", "status", "id"])
    op.create_index("ix_course_enrollment_user", "course_enrollment", ["user_id", "id"])
    op.create_table(
        "course_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("free_preview", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(kind = 'video') = (file_id IS NOT NULL)", name=op.f("ck_course_lesson_video")),
        sa.CheckConstraint("kind IN ('video', 'article')", name=op.f("ck_course_lesson_kind")),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["course_chapter.id"], name="fk_course_lesson_chapter_id_course_chapter"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course_course.id"], name="fk_course_lesson_course_id_course_course"),
        sa.ForeignKeyConstraint(["file_id"], ["course_file.id"], name="fk_course_lesson_file_id_course_file"),
        sa.PrimaryKeyConstraint("id", name="pk_course_lesson"),
    )
    op.create_index("ix_course_lesson_chapter", "course_lesson", ["chapter_id", "position", "id"])
    op.create_index("ix_course_lesson_course", "course_lesson", ["course_id"])
    op.create_index("ix_course_lesson_file_id", "course_lesson", ["file_id"])
    op.create_table(
        "course_material",
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["course_file.id"], name="fk_course_material_file_id_course_file"),
        sa.ForeignKeyConstraint(["lesson_id"], ["course_lesson.id"], name="fk_course_material_lesson_id_course_lesson"),
        sa.PrimaryKeyConstraint("lesson_id", "file_id", name="pk_course_material"),
    )
    op.create_index("ix_course_material_file_id", "course_material", ["file_id"])


def downgrade() -> None:
    op.drop_table("course_material")
    op.drop_table("course_lesson")
    op.drop_table("course_enrollment")
    op.drop_table("course_chapter")
    op.drop_table("course_file")
    op.drop_table("course_course")
