"""What the page is told."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.wallboard import PANELS, Figure, Panel, Row
from app.core import clock
from app.modules.wallboard.board import MOST_ROWS, lasting
from tests.types import Configure, Hand, OpenConsole

SPANS = {
    0: "不到 1 分钟",
    59: "不到 1 分钟",
    60: "1 分钟",
    3599: "59 分钟",
    3600: "1 小时",
    86_400: "1 天",
    200_000: "2 天",
}


@pytest.mark.parametrize("seconds", SPANS)
def test_how_long_ago(seconds: int) -> None:
    assert lasting(timedelta(seconds=seconds)) == SPANS[seconds]


class Ovens:
    async def panel(self, session: AsyncSession, most_rows: int) -> Panel:
        del session
        assert most_rows == MOST_ROWS
        rows = (Row("二号炉", "未关门", "bad", clock.now() - timedelta(hours=2)), Row("三号炉", "", "good"))
        return Panel("炉子", (Figure("在烧", 3, "good"),), rows, empty="都冷了", more=4)


async def test_panels_as_the_page_takes_them(
    console: OpenConsole, monkeypatch: pytest.MonkeyPatch, clock_hand: Hand
) -> None:
    monkeypatch.setattr(PANELS, "all", lambda: [Ovens()])
    viewer = await console("wallboard.see")
    told = (await viewer.get("wallboard/data")).raise_for_status()
    assert told.headers["cache-control"] == "no-store"
    assert told.json()["panels"] == [
        {
            "title": "炉子",
            "figures": [{"label": "在烧", "value": 3, "kind": "good"}],
            "rows": [
                {"text": "二号炉", "note": "未关门", "kind": "bad", "ago": "2 小时"},
                {"text": "三号炉", "note": "", "kind": "good", "ago": ""},
            ],
            "empty": "都冷了",
            "more": 4,
        }
    ]
    assert clock_hand


async def test_how_often_it_asks(console: OpenConsole, configure: Configure) -> None:
    configure("wallboard", refresh="15s")
    assert 'data-refresh="15000"' in await (await console("wallboard.see")).text("wallboard")
