"""What a business may decide for itself."""

import secrets

import httpx
import pytest

from app.core.database import Database
from app.modules.work_order import moves
from tests.types import AsStaff, Configure, Hand
from tests.work_order.workshop import EVERYTHING, acts, completed, opened, photographed, sees


@pytest.mark.parametrize(("priority", "hours"), [("urgent", 1), ("high", 2), ("normal", 3)])
async def test_how_long_an_order_may_take(
    as_staff: AsStaff, configure: Configure, clock_hand: Hand, priority: str, hours: int
) -> None:
    configure("work_order", due_urgent="1h", due_high="2h", due_normal="3h")
    boss = await as_staff(EVERYTHING)
    order_id = await opened(boss, priority=priority)
    clock_hand.advance(hours=hours)
    assert not (await sees(boss, order_id))["overdue"]
    clock_hand.advance(seconds=1)
    assert (await sees(boss, order_id))["overdue"]


async def test_when_an_order_is_archived(
    as_staff: AsStaff, configure: Configure, database: Database, clock_hand: Hand
) -> None:
    configure("work_order", archive_after="1h")
    boss = await as_staff(EVERYTHING)
    order_id = await completed(boss, boss)
    (await acts(boss, order_id, "accept", note="")).raise_for_status()
    clock_hand.advance(hours=1)
    async with database.begin() as session:
        await moves.archive_due(session, {})
    assert (await sees(boss, order_id))["status"] == "archived"


async def test_how_many_pictures_a_report_may_have(client: httpx.AsyncClient, configure: Configure) -> None:
    configure("work_order", request_pictures=1)
    keys = [await photographed(client) for _ in range(2)]
    body = {"asset": "A", "description": "x", "picture_keys": keys, "attempt": secrets.token_hex(16)}
    refused = await client.post("/repair-requests", json=body)
    assert (refused.status_code, refused.json()["details"]) == (422, {"limit": 1})


async def test_an_order_keeps_the_list_that_it_was_opened_with(as_staff: AsStaff, configure: Configure) -> None:
    boss = await as_staff(EVERYTHING)
    before = await opened(boss)
    configure("work_order", checklists={"new": {"label": "新表", "usual": True, "items": [{"text": "拍照"}]}})
    after = await opened(boss)
    labels = [(await sees(boss, order_id))["checklist"] for order_id in (before, after)]
    assert labels == ["维修后检查", "新表"]
    configure("work_order", checklists={})
    assert (await sees(boss, await opened(boss)))["checks"] == []
