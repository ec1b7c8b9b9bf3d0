"""Types of devices: what they tell, in which range, and which commands they take."""

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.business import Duration

Kind = Literal["number", "integer", "boolean", "text"]
Value = bool | int | float | str
MOST_CHARACTERS = 200
"""Of a text where its type says nothing else."""
LARGEST = 2**53
"""Beyond it neither phones nor the columns keep every whole number apart."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quantity(_Frozen):
    """`min` and `max` bound a number, and `max` the length of a text."""

    type: Kind
    label: str = ""
    unit: str = ""
    min: float | None = None
    max: float | None = None

    def is_of_type(self, value: object) -> bool:
        match self.type:
            case "boolean":
                return isinstance(value, bool)
            case "text":
                return isinstance(value, str)
            case "integer":
                return isinstance(value, int) and not isinstance(value, bool)
            case "number":
                return isinstance(value, int | float) and not isinstance(value, bool)

    def is_in_range(self, value: Value) -> bool:
        """Of a value that is of the type."""
        if isinstance(value, bool):
            return True
        if isinstance(value, str):
            return len(value) <= (MOST_CHARACTERS if self.max is None else self.max) and "\0" not in value
        if not math.isfinite(value) or abs(value) > LARGEST:
            return False
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class Command(_Frozen):
    label: str
    confirm: bool = False
    params: Mapping[str, Quantity] = Field(default_factory=dict)


class DeviceType(_Frozen):
    label: str
    telemetry: Mapping[str, Quantity]
    commands: Mapping[str, Command] = Field(default_factory=dict)
    interval: Duration = timedelta(seconds=60)
