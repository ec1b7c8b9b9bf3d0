from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.contracts.work_order import Priority
from app.core.ids import Id

Words = Annotated[str, Field(min_length=1, max_length=200)]
Asset = Annotated[str, Field(max_length=40, description="The code on the machine's label")]
Fen = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OpenIn(_In):
    title: str = Field(min_length=1, max_length=60)
    description: str = Field(default="", max_length=500)
    asset: Asset = ""
    priority: Priority = "normal"
    checklist: str | None = Field(default=None, max_length=40, description="The usual one where left out, '' for none")
    due_at: datetime | None = Field(default=None, description="By the priority where left out")


class AssignIn(_In):
    assignee_id: Id


class HoldIn(_In):
    reason: Literal["parts", "outside", "stop", "other"]
    note: str = Field(default="", max_length=150)


class CompleteIn(_In):
    """`downtime_*`: from when to when the machine stood still."""

    result: str = Field(min_length=1, max_length=500)
    downtime_from: datetime | None = None
    downtime_to: datetime | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        moments = (self.downtime_from, self.downtime_to)
        if any(moment is not None and moment.tzinfo is None for moment in moments):
            raise ValueError("时间要带时区")
        if (self.downtime_from is None) != (self.downtime_to is None):
            raise ValueError("停机的起止时间要一起填")
        if self.downtime_from and self.downtime_to and self.downtime_to < self.downtime_from:
            raise ValueError("停机结束不能早于开始")
        return self


class AcceptIn(_In):
    note: str = Field(default="", max_length=200)


class ReasonIn(_In):
    reason: Words


class PriorityIn(_In):
    priority: Priority


class CheckIn(_In):
    done: bool


class EntryIn(_In):
    """Labour takes `minutes`, a part `quantity`; a part with `sku_id` is taken from the stock."""

    kind: Literal["labour", "part", "extra"]
    text: str = Field(min_length=1, max_length=60)
    minutes: int = Field(default=0, ge=0, le=60 * 24 * 31)
    quantity: int = Field(default=0, ge=0, le=9999)
    sku_id: Id | None = None
    cost_fen: Fen = 0

    @model_validator(mode="after")
    def _as_its_kind(self) -> Self:
        if (self.kind == "labour") != (self.minutes > 0):
            raise ValueError("工时要填分钟数，其他不填")
        if (self.kind == "part") != (self.quantity > 0):
            raise ValueError("用料要填数量，其他不填")
        if self.sku_id is not None and self.kind != "part":
            raise ValueError("只有用料可以从库存领")
        return self


class CommentIn(_In):
    text: str = Field(min_length=1, max_length=300)


class RequestIn(_In):
    """`attempt` is any text of the client's that is new for each new report and the same for each repetition."""

    asset: Asset
    description: str = Field(min_length=1, max_length=500)
    picture_keys: list[Annotated[str, Field(max_length=32)]] = Field(default=[], max_length=9)
    attempt: str = Field(min_length=16, max_length=64)


class VerdictIn(_In):
    """Whoever reported it says whether it is repaired."""

    accepted: bool
    reason: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _with_reason(self) -> Self:
        if not self.accepted and not self.reason:
            raise ValueError("请写明哪里没有修好")
        return self


class ApproveIn(_In):
    title: str = Field(default="", max_length=60, description="What was reported, where left out")
    priority: Priority = "normal"
    checklist: str | None = Field(default=None, max_length=40)


class ReminderIn(_In):
    code: str = Field(min_length=16, max_length=64)


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class CodeOut(BaseModel):
    code: str


class PictureOut(BaseModel):
    key: str
    kind: str
    url: str


class CheckOut(BaseModel):
    position: int
    text: str
    required: bool
    done: bool
    done_at: datetime | None
    done_by: str


class EntryOut(BaseModel):
    id: int
    kind: str
    text: str
    minutes: int
    quantity: int
    cost_fen: int
    at: datetime
    who: str


class LineOut(BaseModel):
    """A line of the history, or a comment."""

    label: str
    at: datetime
    who: str
    text: str


class WorkOrderOut(BaseModel):
    id: int
    number: str
    title: str
    asset: str
    asset_name: str
    priority: str
    priority_label: str
    status: str
    status_label: str
    source: str
    source_label: str
    assignee_id: int | None
    assignee: str
    hold_reason: str
    due_at: datetime
    overdue: bool
    created_at: datetime
    can: list[str] = Field(description="What the reader may do with it now")


class WorkOrderDetail(WorkOrderOut):
    description: str
    result: str
    checklist: str
    checks: list[CheckOut]
    needs_signature: bool
    signed_by: str
    signed_at: datetime | None
    missing: list[str] = Field(description="Required items that are not done")
    pictures: list[PictureOut]
    entries: list[EntryOut]
    labour_minutes: int
    cost_fen: int
    downtime_from: datetime | None
    downtime_to: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    history: list[LineOut]
    comments: list[LineOut]


class ReportOut(BaseModel):
    """A report, as whoever made it sees it."""

    code: str
    asset: str
    asset_name: str
    description: str
    status: str
    status_label: str
    reason: str
    pictures: list[str]
    created_at: datetime
    work_status: str = Field(description="The order's state, '' while there is none")
    work_label: str
    result: str
    may_judge: bool = Field(description="Whether it waits for him to say that it is repaired")
    followed: bool = Field(description="Whether somebody is told when it is repaired")


class RequestOut(BaseModel):
    """A report, as staff see it."""

    id: int
    asset: str
    asset_name: str
    description: str
    status: str
    status_label: str
    reason: str
    pictures: list[str]
    order_id: int | None
    created_at: datetime


class ColleagueOut(BaseModel):
    id: int
    name: str
