"""What goes back for some pieces of a line, to the fen.

The first k of n pieces are worth a fixed part of what the line cost; whoever has had some back before gets the
difference. So whatever the order and size of the steps, together they are what was paid, never a fen more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.money import allocate
from app.modules.aftersale.balance import Books
from app.modules.aftersale.settings import AftersaleSettings
from app.modules.order.api import NOT_SENT


@dataclass(frozen=True)
class Amount:
    """`by_line` is the goods' part, by the id of the order's line."""

    by_line: Mapping[int, int]
    freight_fen: int

    @property
    def goods_fen(self) -> int:
        return sum(self.by_line.values())

    @property
    def total_fen(self) -> int:
        return self.goods_fen + self.freight_fen

    def limited(self, fen: int | None) -> "Amount":
        """No more than `fen` of it: what is missing is taken off freight first, then off the lines in proportion."""
        if fen is None or fen >= self.total_fen:
            return self
        goods_fen = min(fen, self.goods_fen)
        parts = allocate(goods_fen, list(self.by_line.values())) if goods_fen else [0] * len(self.by_line)
        return Amount(dict(zip(self.by_line, parts, strict=True)), fen - goods_fen)


def share(total_fen: int, pieces: int, first: int) -> int:
    """What the first `first` of `pieces` pieces are worth together."""
    return allocate(total_fen, [first, pieces - first])[0]


def most(books: Books, order_status: str, wanted: Mapping[int, int], *, merchant_fault: bool) -> Amount:
    """The most that may go back for `wanted` (pieces by line): what they were worth, and nothing twice."""
    by_line = {}
    for line_id, quantity in wanted.items():
        line = books.lines[line_id]
        had = line.refunded_quantity
        worth = share(line.total_fen, line.bought, had + quantity) - share(line.total_fen, line.bought, had)
        by_line[line_id] = min(worth, line.total_fen - line.refunded_fen)
    freight_fen = 0
    if books.everything_back(wanted) and _freight_goes_back(order_status, merchant_fault=merchant_fault):
        freight_fen = books.freight.total_fen - books.freight.refunded_fen
    return Amount(by_line, freight_fen)


def _freight_goes_back(order_status: str, *, merchant_fault: bool) -> bool:
    rules = AftersaleSettings.load()
    if order_status in NOT_SENT:
        return rules.freight_unsent
    return rules.freight_sent == "always" or (rules.freight_sent == "merchant_fault" and merchant_fault)
