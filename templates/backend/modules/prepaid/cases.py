"""What was paid beforehand, what has been had of it, and why it ends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fault(StrEnum):
    """Who has caused it to end: of that hang the price of what was had, and the interest."""

    MERCHANT = "merchant"
    CONSUMER = "consumer"
    NEITHER = "neither"


class Minor(StrEnum):
    """A contract of somebody under age that his guardian has not agreed to, and that is no matter of his years."""

    WITHOUT_CONSENT = "without_consent"
    UNLAWFUL = "unlawful"
    """And what was sold may not be sold to minors: nothing is deducted."""


@dataclass(frozen=True)
class Units:
    """So many pieces of one kind: ten lessons, thirty swims."""

    list_unit_fen: int
    """What one costs that is bought alone, before any discount; 0 where none is sold alone."""
    bought: int
    used: int

    @property
    def parts(self) -> tuple[int, int]:
        """What was had, of how much."""
        return self.used, self.bought

    @property
    def used_list_fen(self) -> int:
        return self.list_unit_fen * self.used


@dataclass(frozen=True)
class Values:
    """Parts of different worth, by their prices before any discount: the chapters of a course, a card with a gift."""

    list_fen: int
    used_list_fen: int

    @property
    def parts(self) -> tuple[int, int]:
        return self.used_list_fen, self.list_fen


@dataclass(frozen=True)
class Term:
    """As often as one likes from a day to before another: by the year, by the month."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Prepayment:
    """`experienced_before`: he had had the same product or service already when he paid, here or elsewhere.

    Raises ValueError for what cannot be.
    """

    paid_fen: int
    had: Units | Values | Term
    paid_at: datetime
    asked_at: datetime
    fault: Fault = Fault.NEITHER
    experienced_before: bool = False
    minor: Minor | None = None

    def __post_init__(self) -> None:
        if self.paid_fen < 0 or self.asked_at < self.paid_at:
            raise ValueError("less than nothing paid, or asked for before it was paid")
        if isinstance(self.had, Term):
            if self.had.ends_at <= self.had.starts_at:
                raise ValueError("a term that ends before it begins")
            return
        used, whole = self.had.parts
        if whole < 1 or not 0 <= used <= whole:
            raise ValueError("nothing bought, or more used than bought")


@dataclass(frozen=True)
class Rates:
    """Basis points a year: the one-year loan prime rate, and the central bank's one-year deposit rate."""

    lpr_bp: int
    deposit_bp: int


@dataclass(frozen=True)
class Line:
    """A step for people to read, the article that it follows, and what it comes to where that is an amount."""

    article: int
    text: str
    amount_fen: int | None = None


@dataclass(frozen=True)
class Refund:
    refund_fen: int
    """Of what was paid."""
    interest_fen: int
    lines: tuple[Line, ...]

    @property
    def total_fen(self) -> int:
        return self.refund_fen + self.interest_fen
