from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.core.ids import Id

Number = Annotated[
    str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", examples=["B20261122-01"])
]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class FactsIn(_In):
    """`item` may be left out where a SKU says it."""

    item: str = Field(default="", max_length=60)
    sku_id: Id | None = None
    quantity: int = Field(ge=1, le=2**31 - 1)
    unit: str = Field(default="", max_length=10, examples=["件"])
    made_at: AwareDatetime
    origin: str = Field(default="", max_length=60)
    line: str = Field(default="", max_length=40)


class BatchIn(FactsIn):
    number: Number
    parents: list[Number] = Field(default=[], max_length=100, description="Numbers of the batches it was made of")


class EventIn(_In):
    kind: Literal["processed", "stored", "shipped", "received", "note"]
    text: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=60)
    at: AwareDatetime | None = Field(default=None, description="Now, where left out")
    public: bool | None = Field(default=None, description="Whether the public page tells it; by its kind, if left out")


class ReasonIn(_In):
    reason: Words


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class BatchOut(BaseModel):
    id: int
    number: str
    item: str
    sku_id: int | None
    quantity: int
    unit: str
    made_at: datetime
    origin: str
    line: str
    status: str
    status_label: str
    held: bool
    scans: int
    first_scanned_at: datetime | None
    published_at: datetime | None
    created_at: datetime


class EventOut(BaseModel):
    sequence: int
    kind: str
    label: str
    at: datetime
    place: str
    text: str
    public: bool
    who: str
    facts: dict[str, Any]
    previous_hash: str
    hash: str


class ReportOut(BaseModel):
    id: int
    title: str
    url: str
    sha256: str
    at: datetime


class HoldOut(BaseModel):
    key: str
    reason: str
    at: datetime


class RelativeOut(BaseModel):
    """A batch that another was made of, or that was made of it; `steps` away."""

    id: int
    number: str
    item: str
    status: str
    steps: int


class BatchDetail(BatchOut):
    code: str
    page_url: str
    withdrawn_because: str
    holds: list[HoldOut]
    events: list[EventOut]
    reports: list[ReportOut]
    made_of: list[RelativeOut] = Field(description="Backward: everything that is in it")
    went_into: list[RelativeOut] = Field(description="Forward: everything that it is in")


class CheckOut(BaseModel):
    links: int
    broken_at: int | None = Field(description="The first link that does not hold")
    why: str


class PublicEvent(BaseModel):
    label: str
    at: datetime
    place: str
    text: str


class PublicReport(BaseModel):
    title: str
    url: str
    picture: bool


class PublicPart(BaseModel):
    """What it was made of. `code` opens that batch's own page, "" where it has none."""

    item: str
    number: str
    code: str


class TraceOut(BaseModel):
    """What anybody sees who has scanned the code. Of a withdrawn batch only that it is withdrawn."""

    code: str
    number: str
    item: str
    quantity: str
    made_at: datetime
    origin: str
    line: str
    withdrawn: bool
    events: list[PublicEvent]
    reports: list[PublicReport]
    made_of: list[PublicPart]
    intact: bool = Field(description="Whether the chain of events holds")
    scans: int = Field(description="Visitors, each once a day")
    first_scanned_at: datetime | None
