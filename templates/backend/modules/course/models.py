"""Courses of chapters of lessons, the files that lessons show, and who is enrolled.

What learners may have seen is not deleted: a chapter or lesson that is taken out is no longer `active`.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.course.states import LEARNING


class Course(Base):
    __tablename__ = "course_course"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'retired')", name="status"),
        sa.CheckConstraint("valid_days > 0", name="valid_days"),
        sa.Index("ix_course_course_shown", "status", "position", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    """The school's own short name, for imports and for other modules' demo data."""
    title: Mapped[str] = mapped_column(sa.String(60))
    subtitle: Mapped[str] = mapped_column(sa.String(100), default="")
    cover: Mapped[str | None] = mapped_column(sa.String(80))
    """A picture's name for `media_url`."""
    teacher: Mapped[str] = mapped_column(sa.String(20), default="")
    teacher_about: Mapped[str] = mapped_column(sa.String(200), default="")
    about: Mapped[str] = mapped_column(sa.Text, default="")
    outcomes: Mapped[list[Any]] = mapped_column(default=list)
    """What one learns, a sentence each."""
    valid_days: Mapped[int | None]
    """How long an enrolment's lessons are open; None: for ever."""
    status: Mapped[str] = mapped_column(sa.String(10))
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    """When it was first published: until then only staff see it."""


class Chapter(Base):
    __tablename__ = "course_chapter"
    __table_args__ = (sa.Index("ix_course_chapter_course", "course_id", "position", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    title: Mapped[str] = mapped_column(sa.String(60))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class CourseFile(Base):
    """A video or a file to download, see `core/private_files.py`. It comes in parts: `uploading` until all are here."""

    __tablename__ = "course_file"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('video', 'material')", name="kind"),
        sa.CheckConstraint("status IN ('uploading', 'ready')", name="status"),
        sa.CheckConstraint("size > 0", name="size"),
        sa.CheckConstraint("kind <> 'video' OR status <> 'ready' OR duration_ms > 0", name="duration"),
        sa.Index("ix_course_file_status", "status", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), unique=True)
    title: Mapped[str] = mapped_column(sa.String(120))
    """As it was called where it came from."""
    kind: Mapped[str] = mapped_column(sa.String(10))
    media_type: Mapped[str] = mapped_column(sa.String(80))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    duration_ms: Mapped[int | None]
    """Of a video, as its own header says."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]


class Lesson(Base):
    """`body` is an article's text, or what is said below a video; see `article.py`."""

    __tablename__ = "course_lesson"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('video', 'article')", name="kind"),
        sa.CheckConstraint("(kind = 'video') = (file_id IS NOT NULL)", name="video"),
        sa.Index("ix_course_lesson_chapter", "chapter_id", "position", "id"),
        sa.Index("ix_course_lesson_course", "course_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    chapter_id: Mapped[int] = mapped_column(sa.ForeignKey("course_chapter.id"))
    title: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str] = mapped_column(sa.String(10))
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("course_file.id"), index=True)
    body: Mapped[str] = mapped_column(sa.Text, default="")
    pictures: Mapped[list[Any]] = mapped_column(default=list)
    free_preview: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    video: Mapped[CourseFile | None] = relationship(lazy="selectin", viewonly=True)
    materials: Mapped[list["Material"]] = relationship(lazy="selectin", order_by="Material.position", viewonly=True)

    @property
    def duration_s(self) -> int | None:
        """Of its video, rounded up to a second."""
        return None if self.video is None or self.video.duration_ms is None else -(-self.video.duration_ms // 1000)


class Material(Base):
    """A file that comes with a lesson, to download."""

    __tablename__ = "course_material"

    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("course_lesson.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("course_file.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[CourseFile] = relationship(lazy="selectin", viewonly=True)


class Enrollment(Base):
    """One for each person and course. `free`: he enrolled while it cost nothing, so all of it stays open to him."""

    __tablename__ = "course_enrollment"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "user_id"),
        sa.CheckConstraint("status IN ('active', 'completed', 'suspended', 'expired')", name="status"),
        sa.CheckConstraint("status <> 'completed' OR completed_at IS NOT NULL", name="completed"),
        sa.Index("ix_course_enrollment_user", "user_id", "id"),
        sa.Index("ix_course_enrollment_status", "course_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    status: Mapped[str] = mapped_column(sa.String(10))
    free: Mapped[bool]
    enrolled_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    """Until when its lessons are open; None: for ever."""
    completed_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    suspended_because: Mapped[str] = mapped_column(sa.String(60), default="")

    def learning_at(self, now: datetime) -> bool:
        """Whether its lessons are open then."""
        return self.status in LEARNING and (self.expires_at is None or self.expires_at > now)
