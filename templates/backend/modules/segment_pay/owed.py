"""How much of what was paid for a part of a course goes back: paid, less what was used.

The Supreme People's Court's interpretation on prepaid consumption (法释〔2025〕4号), where it speaks of this:

- article 14: within seven days of paying, what was not begun goes back whole;
- article 15: afterwards what was paid goes back, less what was used;
- article 18: where it does not end for the consumer's own reasons, what was used counts at the price that was paid;
- article 19: where it does, it counts at the full price. No rule of the school's own takes more than that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Bought:
    """A part of a course as it was bought, and how many of its `lessons` were `learned`.

    `listed_fen` is its price without any promotion.
    """

    paid_fen: int
    listed_fen: int
    granted_at: datetime
    lessons: int
    learned: int


@dataclass(frozen=True)
class Owed:
    used_fen: int
    owed_fen: int
    in_full: bool


def owed(bought: Bought, *, by_learner: bool, at: datetime, cooling_off: timedelta) -> Owed:
    """`by_learner`: it goes back for his own reasons, not because of the school. The used part is rounded down."""
    if not bought.learned and at <= bought.granted_at + cooling_off:
        return Owed(0, bought.paid_fen, in_full=True)
    price_fen = max(bought.listed_fen, bought.paid_fen) if by_learner else bought.paid_fen
    learned = min(bought.learned, bought.lessons)
    used_fen = price_fen * learned // bought.lessons if bought.lessons else 0
    used_fen = min(used_fen, bought.paid_fen)
    return Owed(used_fen, bought.paid_fen - used_fen, in_full=False)
