from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, StringConstraints, model_validator

from app.core.ids import Id
from app.modules.exam.states import BLANK, JUDGE, MULTIPLE

Kind = Literal["single", "multiple", "judge", "blank"]
ExamState = Literal["draft", "published", "retired"]
AttemptState = Literal["started", "submitted", "expired", "graded"]
GAP = "___"
"""Stands in a stem where something is to be filled in."""

Option = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Accepted = Annotated[list[Annotated[str, StringConstraints(min_length=1, max_length=60)]], Field(min_length=1)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class QuestionIn(_In):
    """`right` are the numbers of the right options, from 0; of a judgement 0 is 正确 and 1 is 错误.

    A question with blanks has `accepted` instead: for each what may be filled in.
    """

    course_id: Id
    chapter_id: Id | None = None
    code: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    kind: Kind
    stem: str = Field(min_length=1, max_length=2000)
    options: list[Option] = Field(default=[], max_length=8)
    right: list[Annotated[int, Field(ge=0, le=7)]] = Field(default=[], max_length=8)
    accepted: list[Accepted] = Field(default=[], max_length=10)
    points: int = Field(default=5, ge=1, le=100)
    explanation: str = Field(default="", max_length=2000)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.kind == BLANK:
            if self.options or self.right or len(self.accepted) != max(self.stem.count(GAP), 1):
                raise ValueError(f"填空题的每个空（题干里的 {GAP}）都要有答案，没有选项")
            return self
        if self.accepted or (self.kind == JUDGE) != (not self.options):
            raise ValueError("单选、多选题要有选项；判断题不用写选项")
        most = 2 if self.kind == JUDGE else len(self.options)
        if most < 2 or len(set(self.options)) != len(self.options):
            raise ValueError("至少两个选项，且不能重复")
        if not self.right or len(set(self.right)) != len(self.right) or max(self.right) >= most:
            raise ValueError("正确答案要在选项之中")
        if (self.kind == MULTIPLE) != (len(self.right) > 1):
            raise ValueError("多选题至少两个正确答案，单选、判断题只有一个")
        return self


class DrawIn(_In):
    """So many questions at random; of every chapter, and of every kind, where none is said."""

    chapter_id: Id | None = None
    kind: Kind | None = None
    count: int = Field(ge=1, le=200)


class ExamIn(_In):
    """Either fixed `question_ids`, in this order, or `draws`."""

    course_id: Id
    lesson_id: Id | None = Field(default=None, description="The quiz of this lesson; null: the course's exam")
    title: str = Field(min_length=1, max_length=60)
    about: str = Field(default="", max_length=500)
    minutes: int = Field(default=60, ge=1, le=600)
    pass_percent: int = Field(default=60, ge=1, le=100)
    max_attempts: int = Field(default=3, ge=1, le=99)
    shuffled: bool = Field(default=False, description="Whether the questions come in another order each time")
    question_ids: list[Id] = Field(default=[], max_length=200)
    draws: list[DrawIn] = Field(default=[], max_length=20)

    @model_validator(mode="after")
    def _one_paper(self) -> Self:
        if self.question_ids and self.draws:
            raise ValueError("固定题目与随机抽题只能选一种")
        if len(set(self.question_ids)) != len(self.question_ids):
            raise ValueError("同一道题只能出现一次")
        return self


Given = Annotated[
    dict[Annotated[str, Field(pattern=r"^\d{1,10}$")], list[StrictInt] | list[StrictStr]],
    Field(max_length=200, description="By the question's id: numbers of options, or what was filled in"),
]


class AnswersIn(_In):
    """All answers so far. `revision` counts up by one each time the phone sends them."""

    revision: int = Field(ge=1, le=1_000_000)
    answers: Given = Field(default={}, examples=[{}])


class SavedOut(BaseModel):
    revision: int = Field(description="Of what is kept: higher than what was sent, where another phone was further")


class ExamOut(BaseModel):
    id: int
    course_id: int
    lesson_id: int | None
    title: str
    about: str
    minutes: int
    pass_percent: int
    max_attempts: int
    questions: int = Field(description="How many there are")
    used: int = Field(description="Attempts of the customer's so far")
    best_score: int | None = Field(description="Of 100")
    passed: bool
    attempt_id: int | None = Field(description="The one that is open")
    can_start: bool


class ExamsOut(BaseModel):
    items: list[ExamOut]


class AskedOut(BaseModel):
    id: int
    kind: Kind
    stem: str
    options: list[str]
    blanks: int
    points: int


class MarkedOut(AskedOut):
    earned: int
    answer: list[Any]
    key: list[Any] | None = Field(description="As the question's; null as long as it is not shown")
    explanation: str | None


class AttemptOut(BaseModel):
    """Of one that is open the questions without their keys; of one that is graded what became of each."""

    id: int
    exam_id: int
    course_id: int
    lesson_id: int | None
    title: str
    number: int
    max_attempts: int
    status: AttemptState
    started_at: datetime
    deadline: datetime
    now: datetime = Field(description="The server's time, for counting down")
    submitted_at: datetime | None = Field(description="Null where time was up first")
    graded_at: datetime | None
    revision: int
    answers: dict[str, list[Any]]
    questions: list[AskedOut]
    marked: list[MarkedOut]
    points: int | None
    total: int
    score: int | None
    pass_percent: int
    passed: bool | None
    can_retry: bool


class AttemptRow(BaseModel):
    id: int
    exam_id: int
    title: str
    number: int
    status: AttemptState
    started_at: datetime
    deadline: datetime
    score: int | None
    passed: bool | None


class StaffQuestion(BaseModel):
    id: int
    course_id: int
    chapter_id: int | None
    code: str | None
    kind: Kind
    stem: str
    options: list[str]
    key: list[Any]
    points: int
    explanation: str
    active: bool


class StaffExam(BaseModel):
    id: int
    course_id: int
    lesson_id: int | None
    title: str
    about: str
    minutes: int
    pass_percent: int
    max_attempts: int
    shuffled: bool
    question_ids: list[int]
    draws: list[DrawIn]
    status: ExamState
    published_at: datetime | None


class StaffAttempt(AttemptRow):
    user_id: int
    name: str = Field(description="The learner's, masked")
    points: int | None
    total: int
    submitted_at: datetime | None


class ImportOut(BaseModel):
    added: int
    changed: int
