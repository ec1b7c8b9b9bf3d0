from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, StrictStr

Random = Annotated[str, Field(pattern=r"^[0-9a-z]{16,40}$")]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EventIn(_In):
    id: Random = Field(description="The same again when it is sent again")
    visit: Random = Field(description="The same for everything from one start of the mini-program to the next")
    seq: int = Field(ge=1, le=1_000_000, description="Its place in the visit")
    name: str = Field(min_length=3, max_length=81)
    at: AwareDatetime = Field(description="By the phone's clock")
    properties: dict[str, StrictInt | Annotated[StrictStr, Field(max_length=81)]] = Field(
        default_factory=dict, max_length=5
    )


class EventsIn(_In):
    events: list[EventIn] = Field(min_length=1, max_length=50)


class EventsOut(BaseModel):
    ignored: int = Field(description="How many were of no kind that is noted, or too old")
