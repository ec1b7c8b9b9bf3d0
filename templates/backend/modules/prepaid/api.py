"""What modules that sell services beforehand use: `refund_of(case, rates_at(case.paid_at))`."""

from app.modules.prepaid.cases import Fault, Line, Minor, Prepayment, Rates, Refund, Term, Units, Values
from app.modules.prepaid.rates import rates_at
from app.modules.prepaid.rule import in_cooling_off, refund_of
from app.modules.prepaid.schemas import LineOut, RefundOut

__all__ = [
    "Fault",
    "Line",
    "LineOut",
    "Minor",
    "Prepayment",
    "Rates",
    "Refund",
    "RefundOut",
    "Term",
    "Units",
    "Values",
    "in_cooling_off",
    "rates_at",
    "refund_of",
]
