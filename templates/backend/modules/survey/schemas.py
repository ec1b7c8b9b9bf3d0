from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Score = Annotated[int, Field(ge=0, le=10)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AnswerIn(_In):
    score: Score
    text: Text = ""


class HandleIn(_In):
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class AnswerOut(BaseModel):
    """As its writer sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    order_id: int
    order_no: str
    score: int
    text: str
    created_at: datetime


class SurveyOut(BaseModel):
    question: str
    open: bool = Field(description="Whether an answer can (still) be given")
    until: datetime | None = Field(description="Until when; null while the order is not completed")
    answer: AnswerOut | None


class NpsOut(BaseModel):
    since: date
    until: date = Field(description="The last day, which counts")
    answers: int
    promoters: int = Field(description="9 and 10")
    passives: int = Field(description="7 and 8")
    detractors: int = Field(description="0 to 6")
    nps: int | None = Field(description="Promoters less detractors, in percent of all; null without answers")


class TicketOut(BaseModel):
    id: int
    status: Literal["open", "handled"]
    answer: AnswerOut
    user_id: int
    note: str
    handled_by: str | None = Field(description='"staff:3"')
    handled_at: datetime | None
    created_at: datetime


class Answered(BaseModel):
    """What is kept under an Idempotency-Key: the answer itself may be erased."""

    order_id: int
