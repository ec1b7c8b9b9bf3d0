from datetime import UTC, datetime

import httpx
import pytest

from app.modules.prepaid.api import Rates, RefundOut, rates_at, refund_of
from tests.prepaid.table import CASES, RATES
from tests.types import Configure

LPR = [{"since": "2025-05-20", "bp": 300}, {"since": "2026-06-20", "bp": 290}, {"since": "2024-10-21", "bp": 310}]


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    configure("prepaid", lpr=LPR, deposit_bp=150)


@pytest.mark.parametrize(
    ("day", "bp"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), 310),
        (datetime(2025, 5, 19, 15, 59, tzinfo=UTC), 310),
        (datetime(2025, 5, 19, 16, 0, tzinfo=UTC), 300),
        (datetime(2026, 12, 1, tzinfo=UTC), 290),
    ],
)
def test_the_rate_is_that_of_the_day_of_payment(day: datetime, bp: int) -> None:
    assert rates_at(day) == Rates(lpr_bp=bp, deposit_bp=150)


async def test_what_customers_read(client: httpx.AsyncClient, configure: Configure) -> None:
    configure("prepaid", lpr=[{"since": "2024-10-21", "bp": 305}], deposit_bp=135)
    answer = await client.get("/prepaid/rules")
    assert answer.status_code == 200
    told = answer.json()
    assert "法释〔2025〕4 号" in told["source"]
    assert {article for row in told["paragraphs"] for article in row["articles"]} == {9, 10, 14, 15, 16, 18, 19, 20, 22}
    [interest] = [row["text"] for row in told["paragraphs"] if row["articles"] == [16]]
    assert "3.05%" in interest
    assert "1.35%" in interest


def test_what_pages_of_others_show() -> None:
    case = next(case for case in CASES if case.articles == (19, 20, 15, 16))
    out = RefundOut.of(refund_of(case.prepayment, RATES))
    assert (out.refund_fen, out.interest_fen, out.total_fen) == (0, 0, 0)
    assert [(line.article, line.amount_fen) for line in out.lines] == [(19, 210_000), (20, 200_000), (15, 0), (16, 0)]
