"""The page's contents: what the modules have to say, with moments as how long ago they are."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.wallboard import PANELS, Panel, Row
from app.core import clock
from app.core.clock import ZONE

MOST_ROWS = 4
"""In each panel: more would not be read from across the hall."""


async def board(session: AsyncSession) -> dict[str, Any]:
    """As JSON."""
    now = clock.now()
    panels = [await source.panel(session, MOST_ROWS) for source in PANELS.all()]
    return {"clock": f"{now.astimezone(ZONE):%H:%M}", "panels": [_panel(panel, now) for panel in panels]}


def _panel(panel: Panel, now: datetime) -> dict[str, Any]:
    return {
        "title": panel.title,
        "figures": [{"label": one.label, "value": one.value, "kind": one.kind} for one in panel.figures],
        "rows": [_row(row, now) for row in panel.rows],
        "empty": panel.empty,
        "more": panel.more,
    }


def _row(row: Row, now: datetime) -> dict[str, str]:
    ago = lasting(now - row.since) if row.since else ""
    return {"text": row.text, "note": row.note, "kind": row.kind, "ago": ago}


def lasting(span: timedelta) -> str:
    """`不到 1 分钟`, `5 分钟`, `3 小时`, `2 天`."""
    seconds = int(span.total_seconds())
    for size, unit in ((86_400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return "不到 1 分钟"
