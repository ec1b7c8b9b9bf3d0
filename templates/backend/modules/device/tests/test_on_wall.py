"""Devices on the wall."""

import httpx

from app.contracts.wallboard import Figure
from app.core.database import Database
from app.modules.device import presence
from app.modules.device.on_wall import DevicesOnWall
from tests.device.machines import machine
from tests.types import Hand


async def test_by_state_and_who_is_away(database: Database, client: httpx.AsyncClient, clock_hand: Hand) -> None:
    await machine(database, "cnc-0")
    for number in range(1, 5):
        lathe = await machine(database, f"cnc-{number}", name=f"{number} 号机", place="一车间" if number == 1 else "")
        await lathe.tells(client, temperature=20)
        clock_hand.advance(seconds=1 if number < 4 else 0)
    clock_hand.advance(seconds=29)  # two of them have been silent for more than 30 s by then
    async with database.begin() as session:
        await presence.sweep(session, {})
    async with database.read() as session:
        panel = await DevicesOnWall().panel(session, 2)
    assert panel.figures == (Figure("在线", 2, "good"), Figure("离线", 2, "bad"), Figure("未激活", 1, "over"))
    assert [(row.text, row.note) for row in panel.rows] == [("2 号机", "cnc-2"), ("1 号机", "一车间")]
    assert panel.more == 0
    async with database.read() as session:
        assert (await DevicesOnWall().panel(session, 1)).more == 1
