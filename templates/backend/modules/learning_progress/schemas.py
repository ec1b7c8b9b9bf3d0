from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(ge=0, le=86_400)]


class HeartbeatIn(BaseModel):
    """What a player did since it last spoke."""

    model_config = ConfigDict(extra="forbid")

    player: str = Field(pattern=r"^[0-9a-z-]{8,32}$", description="Any text that is new for each phone, and stays")
    position_s: Seconds = Field(default=0, description="Where the video is now")
    watched: list[tuple[Seconds, Seconds]] = Field(
        default=[], max_length=30, description="The parts that were played, in order: [[12.0, 27.0]]"
    )
    reading: bool = Field(default=False, description="Whether an article has been before the reader all the time")
    at_end: bool = Field(default=False, description="Whether an article was read to its end")


class ProgressOut(BaseModel):
    percent: int
    done: bool
    quiz_missing: bool = Field(description="Enough was watched; its quiz has to be passed")
    position_s: float
    rule: str = Field(description="When the lesson is done, in the learner's words")
    elsewhere: bool = Field(default=False, description="Another phone of his is learning: here nothing counts")


class LessonFunnel(BaseModel):
    lesson_id: int
    title: str
    chapter: str
    started: int
    done: int


class FunnelOut(BaseModel):
    learners: int = Field(description="Everybody who is or was enrolled")
    lessons: list[LessonFunnel]


class LearnedLesson(BaseModel):
    lesson_id: int
    title: str
    percent: int
    seen_at: datetime
    done_at: datetime | None


class LearnerOut(BaseModel):
    enrollment_id: int
    name: str = Field(description="Masked")
    percent: int
    lessons: list[LearnedLesson] = Field(description="Those that were begun, the latest first")
