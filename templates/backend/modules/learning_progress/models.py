from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class LearningClock(Base):
    """When a person's player last spoke. There is one for each person: time passes once, on however many phones.

    A heartbeat changes it in one statement, so that those of one person wait for each other.
    """

    __tablename__ = "learning_progress_clock"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, autoincrement=False)
    player: Mapped[str] = mapped_column(sa.String(32))
    """Which of his players holds the clock: one phone."""
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("course_lesson.id"))
    beat_at: Mapped[datetime]
    previous_at: Mapped[datetime | None]
    """When the same player spoke of the same lesson before that; None when it has just begun."""


class LessonProgress(Base):
    """How far somebody has come in a lesson.

    Of a video `ranges` are the parts that were watched and `watched_ms` how long they are together; of an article
    `watched_ms` is how long it was read.
    """

    __tablename__ = "learning_progress_lesson"
    __table_args__ = (
        sa.CheckConstraint("watched_ms >= 0", name="watched"),
        sa.CheckConstraint("done_at IS NULL OR learned_at IS NOT NULL", name="done"),
        sa.Index("ix_learning_progress_lesson_lesson", "lesson_id", "done_at"),
        sa.Index("ix_learning_progress_lesson_user", "user_id", "seen_at"),
    )

    enrollment_id: Mapped[int] = mapped_column(sa.ForeignKey("course_enrollment.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("course_lesson.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    length_ms: Mapped[int | None]
    """Of the video; None for an article."""
    ranges: Mapped[list[Any]]
    watched_ms: Mapped[int] = mapped_column(default=0)
    position_ms: Mapped[int] = mapped_column(default=0)
    """Where the player was last: where it goes on."""
    at_end: Mapped[bool] = mapped_column(default=False)
    """Whether an article was read to its end."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    checked_at: Mapped[datetime]
    """When it was last asked whether the lesson is open to him: not with every heartbeat."""
    learned_at: Mapped[datetime | None]
    """When enough of it was watched or read; its quiz may still be missing."""
    done_at: Mapped[datetime | None]

    @property
    def percent(self) -> int:
        """Of a video, how much was watched; of an article, whether it was read. Rounded down."""
        if self.done_at is not None:
            return 100
        if self.length_ms is None:
            return 100 if self.learned_at is not None else 0
        return min(100, self.watched_ms * 100 // self.length_ms)
