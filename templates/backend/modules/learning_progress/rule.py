"""When a lesson is done. The page says it in these words; nothing else decides it."""

from app.modules.course.api import VIDEO, Lesson
from app.modules.learning_progress.models import LessonProgress
from app.modules.learning_progress.settings import LearningProgressSettings


def learned(row: LessonProgress) -> bool:
    """Whether enough of it was watched or read."""
    rules = LearningProgressSettings.load()
    if row.length_ms is None:
        return row.at_end and row.watched_ms >= rules.article_least.total_seconds() * 1000
    return row.watched_ms * 100 >= row.length_ms * rules.done_percent


def words(lesson: Lesson, *, quiz: bool) -> str:
    """For the learner. `quiz`: it has one."""
    rules = LearningProgressSettings.load()
    then = "并通过测验，" if quiz else ""
    if lesson.kind == VIDEO:
        return f"看满 {rules.done_percent}% {then}即学完；跳过的和超过 {rules.max_speed:g} 倍速的部分不计"
    return f"读到末尾，并至少阅读 {rules.article_least.total_seconds():.0f} 秒，{then}即学完"
