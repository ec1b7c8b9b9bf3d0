from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

LEAP_YEAR = 2000


class BirthdayIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    @model_validator(mode="after")
    def _in_some_year(self) -> Self:
        """Raises ValueError for the 30th of February."""
        date(LEAP_YEAR, self.month, self.day)
        return self


class BirthdayOut(BaseModel):
    month: int | None = Field(description="null where the customer has not said")
    day: int | None
