from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Answer = Literal["accept", "reject", "ban", "filter", "acceptWithAudio", "acceptWithAlert"]
TemplateId = Annotated[str, Field(min_length=1, max_length=64)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SubscriptionsIn(_In):
    answers: dict[TemplateId, Answer] = Field(
        min_length=1, max_length=5, description="What wx.requestSubscribeMessage said of each template"
    )


class SubscriptionsOut(BaseModel):
    accepted: int = Field(description="How many messages this lets through")


class WantedIn(_In):
    wanted: bool


class KindOut(BaseModel):
    """A message that the customer may get."""

    message: str
    title: str
    kind: Literal["service", "marketing"]
    wanted: bool
    template_id: str | None = Field(description="What wx.requestSubscribeMessage asks for; null: inbox alone")
    remaining: int = Field(description="How many more WeChat lets through")


class KindsOut(BaseModel):
    items: list[KindOut]


class TemplatesOut(BaseModel):
    template_ids: list[str] = Field(description="Most wanted first; WeChat asks for three at a time")


class LineOut(BaseModel):
    label: str
    value: str


class MessageOut(BaseModel):
    id: int
    message: str
    title: str
    lines: list[LineOut]
    path: str = Field(description="Page and query that it leads to, empty for none")
    at: datetime
    read: bool


class UnreadOut(BaseModel):
    count: int
