from datetime import datetime
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id
from app.modules.device.types import Kind, Value

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$", examples=["cnc-1"])]
"""Goes into addresses, topics and QR codes as it is."""
Step = Annotated[int, Interval(ge=1, le=86_400)]


class DeviceIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    code: Code
    type: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=40)
    place: str = Field(default="", max_length=60)
    group: str = Field(default="", max_length=40)
    gateway: Code | None = Field(default=None, description="The code of the device that speaks for it")


class DeviceOut(BaseModel):
    id: int
    code: str
    type: str
    type_label: str
    name: str
    place: str
    group: str
    gateway: str | None
    status: str = Field(description="inactive, online, offline or disabled")
    status_label: str
    last_seen_at: datetime | None


class DevicesOut(BaseModel):
    items: list[DeviceOut]
    next_cursor: str | None


class DevicesSummary(BaseModel):
    states: dict[str, int] = Field(description="How many devices, by state")
    groups: list[str]


class RegisteredOut(DeviceOut):
    secret: str = Field(description="Shown now and never again")


class SecretOut(BaseModel):
    secret: str = Field(description="Shown now and never again; the old one is good for nothing")


class EnabledIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    enabled: bool


class LatestOut(BaseModel):
    reading: str
    label: str
    type: Kind
    unit: str
    value: Value | None = Field(description="null: not told yet")
    at: datetime | None
    wrong_clock: bool = Field(description="The device's clock could not be right; the moment is when it came")


class LiveValue(BaseModel):
    model_config = ConfigDict(frozen=True)

    reading: str
    value: Value
    at: datetime
    wrong_clock: bool


class LiveDevice(BaseModel):
    """`latest`: the values that have changed."""

    model_config = ConfigDict(frozen=True)

    id: int
    status: str
    status_label: str
    last_seen_at: datetime | None
    latest: list[LiveValue]


class LiveHello(BaseModel):
    """The first message of whoever wants to watch."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=200)
    devices: list[Id] = Field(min_length=1, max_length=100)


class LiveValues(BaseModel):
    type: Literal["values"] = "values"
    devices: list[LiveDevice]


class LiveBeat(BaseModel):
    type: Literal["beat"] = "beat"


class CountOut(BaseModel):
    reason: str
    label: str
    number: int
    last_at: datetime


class ParamOut(BaseModel):
    name: str
    label: str
    type: Kind
    unit: str
    min: float | None
    max: float | None = Field(description="Of a text, how many characters")


class CommandKindOut(BaseModel):
    command: str
    label: str
    confirm: bool = Field(description="Ask once more before it is sent")
    params: list[ParamOut]


class DeviceDetail(DeviceOut):
    latest: list[LatestOut]
    commands: list[CommandKindOut] = Field(description="What its type can be told to do")
    counts: list[CountOut] = Field(description="What it did that it should not")


class PointOut(BaseModel):
    at: datetime
    low: float
    mean: float
    high: float


class SeriesOut(BaseModel):
    reading: str
    label: str
    unit: str
    step_s: int = Field(description="Each point stands for so many seconds")
    points: list[PointOut]


class CommandIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    command: str = Field(min_length=1, max_length=40)
    params: dict[str, Value] = Field(default={}, max_length=20)


class CommandOut(BaseModel):
    id: int
    command: str
    label: str
    params: dict[str, Value]
    status: str = Field(description="sent, done, failed or expired")
    status_label: str
    note: str = Field(description="What the device said of it")
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None


class CommandsOut(BaseModel):
    items: list[CommandOut]
    next_cursor: str | None


class ToDoOut(BaseModel):
    """As it goes to the device."""

    id: int
    command: str
    params: dict[str, Value]
    expires_at: datetime


class ToDosOut(BaseModel):
    items: list[ToDoOut]


class EndedIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ok: bool = True
    note: str = Field(default="", max_length=200)


class TakenOut(BaseModel):
    taken: int = Field(description="Values that were kept")
    refused: dict[str, int] = Field(description="By reason, how many were not")
    wrong_clock: bool
