"""What learners have learned, as a fact for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class LessonCompleted(Event):
    """Told once for an enrolment and a lesson: enough of it was watched or read, and its quiz is passed."""

    name: ClassVar[str] = "lesson.completed"

    enrollment_id: int
    course_id: int
    lesson_id: int
    user_id: int
