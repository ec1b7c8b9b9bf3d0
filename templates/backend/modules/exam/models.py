"""The bank of questions, exams, and the attempts at them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Question(Base):
    """One of a course's bank. One that was taken out is no longer `active`: attempts keep what they asked."""

    __tablename__ = "exam_question"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "code"),
        sa.CheckConstraint("kind IN ('single', 'multiple', 'judge', 'blank')", name="kind"),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name="points"),
        sa.Index("ix_exam_question_bank", "course_id", "active", "chapter_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    chapter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("course_chapter.id"), index=True)
    code: Mapped[str | None] = mapped_column(sa.String(40))
    """The school's own number: importing it again changes the question."""
    kind: Mapped[str] = mapped_column(sa.String(10))
    stem: Mapped[str] = mapped_column(sa.Text)
    """Of one with blanks, `___` stands where something is to be filled in."""
    options: Mapped[list[Any]]
    key: Mapped[list[Any]]
    """Of choices the numbers of the right options, from 0; of blanks, for each what is accepted."""
    points: Mapped[int]
    explanation: Mapped[str] = mapped_column(sa.Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Exam(Base):
    """Of a course, or of one of its lessons (`lesson_id`): then it is that lesson's quiz."""

    __tablename__ = "exam_exam"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'retired')", name="status"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes"),
        sa.CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent"),
        sa.CheckConstraint("max_attempts BETWEEN 1 AND 99", name="max_attempts"),
        sa.Index(
            "uq_exam_exam_lesson",
            "lesson_id",
            unique=True,
            sqlite_where=sa.text("status = 'published' AND lesson_id IS NOT NULL"),
            postgresql_where=sa.text("status = 'published' AND lesson_id IS NOT NULL"),
        ),
        sa.Index(
            "uq_exam_exam_final",
            "course_id",
            unique=True,
            sqlite_where=sa.text("status = 'published' AND lesson_id IS NULL"),
            postgresql_where=sa.text("status = 'published' AND lesson_id IS NULL"),
        ),
        sa.Index("ix_exam_exam_course", "course_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course_course.id"))
    lesson_id: Mapped[int | None] = mapped_column(sa.ForeignKey("course_lesson.id"))
    title: Mapped[str] = mapped_column(sa.String(60))
    about: Mapped[str] = mapped_column(sa.String(500), default="")
    minutes: Mapped[int]
    pass_percent: Mapped[int]
    max_attempts: Mapped[int]
    shuffled: Mapped[bool]
    draws: Mapped[list[Any]]
    """How many of which kind and chapter are drawn for each attempt; none: the paper is `lines`, for everybody."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    lines: Mapped[list["PaperLine"]] = relationship(lazy="selectin", order_by="PaperLine.position", viewonly=True)


class PaperLine(Base):
    """A question of a fixed paper."""

    __tablename__ = "exam_paper_line"

    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam_exam.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("exam_question.id"), primary_key=True, index=True)
    position: Mapped[int]


class Attempt(Base):
    """One sitting. `paper` is what was asked, with its key: what becomes of the bank later does not change it."""

    __tablename__ = "exam_attempt"
    __table_args__ = (
        sa.UniqueConstraint("exam_id", "user_id", "number"),
        sa.CheckConstraint("number BETWEEN 1 AND allowed", name="number"),
        sa.CheckConstraint("status IN ('started', 'submitted', 'expired', 'graded')", name="status"),
        sa.CheckConstraint("(status = 'graded') = (graded_at IS NOT NULL)", name="graded"),
        sa.Index(
            "uq_exam_attempt_open",
            "exam_id",
            "user_id",
            unique=True,
            sqlite_where=sa.text("status = 'started'"),
            postgresql_where=sa.text("status = 'started'"),
        ),
        sa.Index("ix_exam_attempt_user", "user_id", "id"),
        sa.Index("ix_exam_attempt_exam", "exam_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam_exam.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    number: Mapped[int]
    allowed: Mapped[int]
    """How many there may be, when this one began."""
    status: Mapped[str] = mapped_column(sa.String(10))
    paper: Mapped[list[Any]]
    answers: Mapped[dict[str, Any]]
    """By the question's id, as text: options by their numbers, or what was filled in."""
    revision: Mapped[int]
    """Of the answers: the phone counts up, and what is older than what is kept is not taken."""
    started_at: Mapped[datetime]
    deadline: Mapped[datetime]
    closes_at: Mapped[datetime]
    """Some seconds later, for what was on its way."""
    submitted_at: Mapped[datetime | None]
    graded_at: Mapped[datetime | None]
    points: Mapped[int | None]
    total: Mapped[int]
    passed: Mapped[bool | None]
    pass_percent: Mapped[int]
    marks: Mapped[dict[str, Any]]
    """Points by the question's id, once it is graded."""

    exam: Mapped[Exam] = relationship(lazy="joined", viewonly=True)

    @property
    def score(self) -> int | None:
        """Of 100, rounded down: who has 59.9 has not passed 60."""
        return None if self.points is None else self.points * 100 // self.total
