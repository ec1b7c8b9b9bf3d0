"""Devices as other modules know and command them."""

import httpx
import pytest

from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.device import api, commanding
from app.modules.device.api import CommandEnded
from tests.device.machines import TYPES, machine
from tests.types import Configure, DrainJobs, Hand


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[events.Event]:
    """How commands ended."""
    said: list[events.Event] = []

    async def hear(_: object, event: events.Event) -> None:
        said.append(event)

    monkeypatch.setattr(commanding, "emit", hear)
    return said


async def test_a_command_and_its_end(  # whatever has a hand in it
    database: Database, client: httpx.AsyncClient, heard: list[events.Event], clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    lathe = await machine(database)
    await lathe.tells(client, temperature=20)
    async with database.begin() as session:
        done, failed, late = [await api.command(session, SYSTEM, lathe.id, "stop", {"reason": "换刀"}) for _ in "123"]
    for command_id, ok, note in ((done, True, "已停"), (failed, False, "门没关"), (done, False, "again")):
        url = f"/device/commands/{command_id}/done"
        await client.post(url, json={"ok": ok, "note": note}, headers=lathe.headers)
    clock_hand.advance(seconds=30)
    await drain_jobs()
    assert heard == [
        CommandEnded(lathe.id, done, api.DONE, "已停"),
        CommandEnded(lathe.id, failed, api.FAILED, "门没关"),
        CommandEnded(lathe.id, late, api.EXPIRED, ""),
    ]


async def test_refused_nothing_is_written(database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs) -> None:
    lathe = await machine(database)
    for online in (False, True):
        if online:
            await lathe.tells(client, temperature=20)
            await drain_jobs()
        wrong: dict[type[Exception], tuple[int, str, dict[str, object]]] = {
            api.DeviceNotFound: (lathe.id + 1, "stop", {"reason": "x"}),
            api.CommandUnknown: (lathe.id, "explode", {}),
            api.CommandUnfit: (lathe.id, "stop", {}),
        }
        if not online:
            wrong[api.DeviceOffline] = (lathe.id, "stop", {"reason": "x"})
        async with database.begin() as session:
            for error, (device_id, name, params) in wrong.items():
                with pytest.raises(error):
                    await api.command(session, SYSTEM, device_id, name, params)
    assert await drain_jobs() == 0


async def test_of_a_type(database: Database, client: httpx.AsyncClient, configure: Configure) -> None:
    lathe, gateway = await machine(database), await machine(database, "gw-1", type="gateway")
    await lathe.tells(client, temperature=20)
    async with database.read() as session:
        assert [(one.id, one.online) for one in await api.devices_of(session, TYPES)] == [
            (lathe.id, True), (gateway.id, False),
        ]  # fmt: skip
        assert [one.code for one in await api.devices_of(session, {"gateway"})] == ["gw-1"]
        assert await api.devices_of(session, ()) == []
    assert api.longest_text("cnc", "stop", "reason") == 40
    configure("device", types={**TYPES, "cnc": {**TYPES["cnc"], "commands": {}}})
    for kind, name in (("cnc", "stop"), ("robot", "stop")):
        assert api.longest_text(kind, name, "reason") == 200
