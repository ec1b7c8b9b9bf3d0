import re
from datetime import date, datetime
from typing import Annotated

from annotated_types import Interval
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.core.ids import Id

Latitude = Annotated[float, Interval(ge=-90, le=90)]
Longitude = Annotated[float, Interval(ge=-180, le=180)]
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _span(span: list[str]) -> list[str]:
    opens, closes = span
    if not _TIME.fullmatch(opens) or not (_TIME.fullmatch(closes) or closes == "24:00"):
        raise ValueError("营业时间应写成 09:00-21:00")
    if opens == closes:
        raise ValueError("开门与关门不能是同一时间；全天营业请写 00:00-24:00")
    return span


SpanIn = Annotated[list[str], Field(min_length=2, max_length=2), AfterValidator(_span)]
Day = Annotated[list[SpanIn], Field(max_length=4, description='Spans ["09:00", "21:00"]; none is closed')]


class StoreIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    code: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=40)
    province: str = Field(min_length=2, max_length=20)
    city: str = Field(min_length=2, max_length=30)
    district: str = Field(default="", max_length=30)
    address: str = Field(min_length=2, max_length=120)
    phone: str = Field(default="", max_length=20, pattern=r"^[0-9+ -]*$")
    latitude: Latitude
    longitude: Longitude
    week: list[Day] = Field(min_length=7, max_length=7, description="Monday to Sunday")
    exceptions: dict[date, Day] = Field(default={}, max_length=60, description="Other hours on single days")
    active: bool = True


class StaffIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    staff_ids: list[Id] = Field(max_length=500)


class StoreOut(BaseModel):
    id: int
    name: str
    province: str
    city: str
    district: str
    address: str
    phone: str
    latitude: float
    longitude: float
    active: bool
    open: bool = Field(description="Whether it is open now")
    changes_at: datetime | None = Field(description="When it next opens or closes")
    today: str = Field(description="Today's hours, in words")
    distance_m: int | None = Field(description="From where the customer is, if he said so")


class DayOut(BaseModel):
    day: str = Field(description="周一 … 周日, or a date")
    hours: str


class StoreDetail(StoreOut):
    week: list[DayOut]
    exceptions: list[DayOut] = Field(description="Those to come")


class StoresOut(BaseModel):
    items: list[StoreOut]


class CityOut(BaseModel):
    province: str
    city: str
    stores: int


class CitiesOut(BaseModel):
    items: list[CityOut]


class StaffStoreOut(StoreIn):
    id: int
    staff_ids: list[int]


class StaffStores(BaseModel):
    items: list[StaffStoreOut]
