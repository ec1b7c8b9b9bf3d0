"""What devices send: `{"id": "m-1", "at": "2026-11-22T08:00:00Z", "values": {"temperature": 71.5}}`.

`id` says that a message told twice is one; without it, `at` does, for what is kept. Both may be left out. A gateway
sends for the devices below it: `{"devices": {"press-1": {"values": …}, "press-2": {"values": …}}}`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
)

from app.modules.device.errors import TelemetryMalformed, TelemetryTooLarge

MOST_BYTES = 64 * 1024
MOST_VALUES = 200
MOST_DEVICES = 200

MessageId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[!-~]+$")]


def _with_zone(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Told(BaseModel):
    """Of one device. A moment without a zone is UTC; a number is seconds or, from 20,000,000,000 on, milliseconds."""

    model_config = ConfigDict(extra="ignore")

    id: MessageId | None = None
    at: Annotated[datetime, AfterValidator(_with_zone)] | None = None
    values: dict[str, Any] = Field(max_length=MOST_VALUES)


class ToldBelow(BaseModel):
    """Of the devices below a gateway, by their codes."""

    model_config = ConfigDict(extra="ignore")

    devices: dict[str, Told] = Field(max_length=MOST_DEVICES)


_ADAPTER: TypeAdapter[Told | ToldBelow] = TypeAdapter(
    Annotated[
        Annotated[Told, Tag("own")] | Annotated[ToldBelow, Tag("below")],
        Discriminator(lambda said: "below" if isinstance(said, dict) and "devices" in said else "own"),
    ]
)


class Incoming(NamedTuple):
    """A message as it came: from whom, and when."""

    code: str
    payload: bytes
    received_at: datetime


def read(payload: bytes, code: str) -> Mapping[str, Told]:
    """What is told of which device. Raises TelemetryTooLarge, TelemetryMalformed."""
    if len(payload) > MOST_BYTES:
        raise TelemetryTooLarge(most_bytes=MOST_BYTES)
    try:
        said = _ADAPTER.validate_json(payload)
    except ValidationError as error:
        problems = [{"at": ".".join(map(str, one["loc"])), "is": one["type"]} for one in error.errors()[:5]]
        raise TelemetryMalformed(problems=problems) from None
    return said.devices if isinstance(said, ToldBelow) else {code: said}
