"""What is known of customers' birthdays, for those who give something on them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class BirthdayNeared(Event):
    """The customer's birthday is `day`, today or soon. Told once in a year, whatever he says his birthday is."""

    name: ClassVar[str] = "birthday.neared"

    user_id: int
    day: date


class Birthdays(Protocol):
    told: bool
    """Whether anybody tells of birthdays: something for them is only offered where somebody does."""


class NoBirthdays:
    told = False


BIRTHDAYS: Port[Birthdays] = Port("birthdays")
