from datetime import date, datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id
from app.core.media import PictureName

BookingState = Literal["held", "booked", "checked_in", "in_service", "done", "canceled", "expired", "no_show"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ResourceIn(_In):
    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$", description="For links and demo data")
    name: str = Field(min_length=1, max_length=20)
    kind: str = Field(default="", max_length=20, description="What it is sorted under")
    summary: str = Field(default="", max_length=300)
    place: str = Field(default="", max_length=60, description="Where to come to")
    picture: PictureName | None = None
    staff_id: Id | None = Field(default=None, description="Who sees to it")
    active: bool = True
    position: int = Field(default=0, ge=0, le=9999)


class ScheduleIn(_In):
    """Each week on `weekday`, or `on_day` alone; minutes count from midnight."""

    weekday: int | None = Field(default=None, ge=0, le=6, description="0 is Monday")
    on_day: date | None = None
    from_minute: int = Field(ge=0, lt=1440, multiple_of=5)
    to_minute: int = Field(gt=0, le=1440, multiple_of=5)
    slot_minutes: int = Field(gt=0, le=1440, multiple_of=5)
    capacity: int = Field(default=1, ge=1, le=10_000)
    price_fen: int = Field(default=0, ge=0, le=100_000_000)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if (self.weekday is None) == (self.on_day is None):
            raise ValueError("星期与日期填一个")
        if self.to_minute - self.from_minute < self.slot_minutes:
            raise ValueError("结束时间要晚于开始时间，至少容得下一个时段")
        return self


class ClosureIn(_In):
    resource_id: Id | None = Field(default=None, description="None: the whole business")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = Field(min_length=1, max_length=60, description="Customers whose bookings it ends read it")
    cancel_bookings: bool = Field(description="Cancel what is booked meanwhile; what was paid goes back")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.starts_at >= self.ends_at:
            raise ValueError("结束时间要晚于开始时间")
        return self


class BookIn(_In):
    slot_id: Id
    attendee_id: int = Field(default=0, ge=0, le=2**31 - 1, description="Who comes; 0 is the customer himself")
    remark: str = Field(default="", max_length=100)


class MoveIn(_In):
    slot_id: Id


class ReasonIn(_In):
    reason: str = Field(min_length=1, max_length=60, description="The customer reads it")


class CodeIn(_In):
    code: str = Field(
        min_length=16,
        max_length=24,
        pattern=r"^(BOOKING:)?[0-9]{16}$",
        description="Scanned or typed",
        examples=["2611235402944265"],
    )


class ResourceOut(BaseModel):
    id: int
    code: str
    name: str
    kind: str
    summary: str
    place: str
    picture_url: str | None
    from_fen: int | None = Field(description="What its cheapest time costs; None where nothing can be booked")
    next_at: datetime | None = Field(description="Its next free time")


class KindsOut(BaseModel):
    items: list[str]


class AttendeesOut(BaseModel):
    items: list["AttendeeOut"]


class SlotsOut(BaseModel):
    now: datetime
    items: list["SlotOut"]


class SchedulesIn(_In):
    items: list[ScheduleIn] = Field(max_length=100)


class PictureOut(BaseModel):
    picture: str = Field(description="The name by which a resource refers to it")
    url: str


class DayOut(BaseModel):
    day: date
    free: int = Field(description="How many times can still be booked; 0 where all are taken or over")


class ResourceDetail(ResourceOut):
    days: list[DayOut] = Field(description="Those that have any times at all")
    hold_minutes: int = Field(description="How long a time waits for its payment")
    cancel_hours: float = Field(description="Until how long before it a booking can be cancelled or moved")


class SlotOut(BaseModel):
    id: int
    starts_at: datetime
    ends_at: datetime
    price_fen: int
    left: int
    capacity: int
    state: Literal["free", "full", "over"]


class AttendeeOut(BaseModel):
    id: int
    name: str


class BookingOut(BaseModel):
    id: int
    number: str
    status: BookingState
    resource_id: int
    resource: str
    place: str
    picture_url: str | None
    attendee: str
    starts_at: datetime
    ends_at: datetime
    price_fen: int
    remark: str
    created_at: datetime
    expires_at: datetime | None
    paid_at: datetime | None
    ended_at: datetime | None
    end_reason: str
    changes_until: datetime
    qr: str | None = Field(description="Its number as a picture (data address) while it can be checked in")
    now: datetime
    can: list[str] = Field(description="What the customer may do with it now: pay, cancel, move")


class StaffBooking(BaseModel):
    """What the desk sees: whose it is only as far as he has to be told from others."""

    id: int
    number: str
    status: BookingState
    resource_id: int
    resource: str
    user_id: int
    attendee: str
    starts_at: datetime
    ends_at: datetime
    price_fen: int
    paid: bool
    remark: str
    checked_in_at: datetime | None
    end_reason: str
    can: list[str] = Field(description="What whoever asks may do: check_in, start, finish, miss, cancel")


class StaffResource(ResourceIn):
    id: int
    picture_url: str | None
    schedules: list[ScheduleIn]


class ClosureOut(BaseModel):
    id: int
    resource_id: int | None
    starts_at: datetime
    ends_at: datetime
    reason: str
    affected: int = Field(description="Bookings ahead that it gets in the way of")
