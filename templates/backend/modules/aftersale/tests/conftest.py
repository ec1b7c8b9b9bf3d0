from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, NotPayable
from app.contracts.pricing import PRICE_STEPS, Adjustment, Quote
from app.core.errors import AppError
from tests.types import Configure

DEFAULTS: dict[str, Any] = {
    "return_window": "7d",
    "exchange_window": "15d",
    "exchange": True,
    "agree_after": "48h",
    "return_within": "7d",
    "receive_within": "10d",
    "exchange_done_after": "10d",
    "freight_unsent": True,
    "freight_sent": "merchant_fault",
    "no_return_categories": [],
    "max_pictures": 6,
    "return_recipient": "售后部",
    "return_phone": "0571-88888888",
    "return_address": "杭州市文三路 9 号",
}


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided; and what nobody has counted can be sold, whether or not stock is kept at all."""
    configure("aftersale", **DEFAULTS)
    configure("order", payment_timeout="30m", max_open_orders=50, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")


@dataclass
class Till:
    """Whoever collects: notes what should go back. `empty` has nothing left to give."""

    collects: bool = True
    empty: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)
    """(key, fen)"""

    async def close(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """Nothing is open."""

    async def refund(  # the port's
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        *,
        amount_fen: int | None,
        key: str,
        reason: str,
        pay_no: str | None = None,
    ) -> None:
        del session, subject, subject_id, reason, pay_no
        if self.empty:
            raise NotPayable("可退金额不足")
        self.asked.append((key, amount_fen or 0))


@pytest.fixture(autouse=True)
def till(app: object, monkeypatch: pytest.MonkeyPatch) -> Till:
    """Collects here, whoever does otherwise."""
    del app
    made = Till()
    monkeypatch.setattr(PAYMENT, "_rows", [(0, "tests", made)])
    return made


@dataclass
class Reduction:
    """A promotion that takes a fixed amount off each line, and freight for the whole."""

    name: ClassVar[str] = "reduction"
    refusals: ClassVar[tuple[type[AppError], ...]] = ()
    off_fen: int = 0
    freight_fen: int = 0
    released: list[int] = field(default_factory=list)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        del session
        lines = quote.lines
        if self.off_fen:
            lines = tuple(line.adjusted(Adjustment(self.name, "立减", -self.off_fen)) for line in quote.lines)
        return replace(quote, lines=lines, freight_fen=self.freight_fen)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """There is nothing to take."""

    async def release(self, session: AsyncSession, order_id: int) -> None:
        del session
        self.released.append(order_id)


@pytest.fixture(autouse=True)
def reduction(app: object, monkeypatch: pytest.MonkeyPatch) -> Reduction:
    """The only promotion there is; takes nothing until a test says so."""
    del app
    step = Reduction()
    monkeypatch.setattr(PRICE_STEPS, "_rows", [(0, "tests", step)])
    return step
