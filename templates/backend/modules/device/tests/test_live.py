"""Live values over a real server: who may watch, what is told, and what becomes of those who do not keep up."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.core.auth import close_sessions
from app.core.database import Database
from app.core.resources import Resources
from app.core.staff.model import StaffRole
from app.modules.device.ingesting import take
from app.modules.device.live import router as live
from app.modules.device.live import watching
from app.modules.device.live.watching import TooManyWatchers, Watching
from app.modules.device.messages import Incoming
from tests.device.machines import Machine, machine
from tests.types import AsStaff, Hand, Person

PATIENCE_S = 20

Dial = Callable[[], Awaitable[ClientConnection]]


@pytest.fixture
async def dial(app: FastAPI, resources: Resources) -> AsyncIterator[Dial]:
    """A new connection to a server that answers with the test's own resources."""
    del resources  # they are open
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning", access_log=False))
    serving = asyncio.create_task(server.serve([listener]))
    url = f"ws://127.0.0.1:{listener.getsockname()[1]}/api/v1/staff/devices/live"
    async with AsyncExitStack() as stack:

        async def one() -> ClientConnection:
            return await stack.enter_async_context(connect(url, proxy=None))

        yield one
    server.should_exit = True
    await serving


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens every second happens all the time."""
    monkeypatch.setattr(watching, "EVERY_S", 0.01)


def token_of(person: Person) -> str:
    return str(person.client.headers["authorization"]).removeprefix("Bearer ")


async def hello(connection: ClientConnection, person: Person | None, *devices: int) -> None:
    await connection.send(json.dumps({"token": token_of(person) if person else "none", "devices": devices}))


async def heard(connection: ClientConnection) -> Any:  # noqa: ANN401  # JSON
    async with asyncio.timeout(PATIENCE_S):
        return json.loads(await connection.recv())


async def ended(connection: ClientConnection) -> int:
    """With which code the other side has closed it."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(PATIENCE_S):
            while True:
                await connection.recv()
    assert connection.close_code
    return connection.close_code


async def watches(connection: ClientConnection) -> None:
    """Both values and a beat have come, in whichever order."""
    kinds: set[str] = set()
    while kinds != {"values", "beat"}:
        kinds.add((await heard(connection))["type"])


async def tells(database: Database, lathe: Machine, hand: Hand, **values: object) -> None:
    """As another process would take it in: only the database knows of it."""
    hand.advance(seconds=1)
    async with database.begin() as session:
        await take(session, [Incoming(lathe.code, json.dumps({"values": values}).encode(), hand())])


def values_in(told: dict[str, Any]) -> dict[int, dict[str, object]]:
    assert told["type"] == "values"
    return {one["id"]: {value["reading"]: value["value"] for value in one["latest"]} for one in told["devices"]}


@pytest.mark.usefixtures("quick")
async def test_everything_first_and_then_what_changes(
    dial: Dial, database: Database, as_staff: AsStaff, clock_hand: Hand
) -> None:
    staff, lathe = await as_staff("device.read"), await machine(database)
    other, unwatched = await machine(database, "cnc-2"), await machine(database, "cnc-3")
    await tells(database, lathe, clock_hand, temperature=20.5, running=True)
    connection = await dial()
    await hello(connection, staff, lathe.id, other.id, 2**30)
    first = await heard(connection)
    assert values_in(first) == {lathe.id: {"temperature": 20.5, "running": True}, other.id: {}}
    assert [one["status_label"] for one in first["devices"]] == ["在线", "未激活"]
    await tells(database, unwatched, clock_hand, temperature=1)
    await tells(database, lathe, clock_hand, temperature=21)
    assert values_in(await heard(connection)) == {lathe.id: {"temperature": 21}}
    await tells(database, other, clock_hand, parts=3)
    second = await heard(connection)
    assert values_in(second) == {other.id: {"parts": 3}}
    assert second["devices"][0]["status"] == "online"
    assert second["devices"][0]["last_seen_at"] is not None


@pytest.mark.usefixtures("quick")
async def test_two_watch_and_one_goes(dial: Dial, database: Database, as_staff: AsStaff, clock_hand: Hand) -> None:
    staff, lathe = await as_staff("device.read"), await machine(database)
    stays, goes = await dial(), await dial()
    for connection in (stays, goes):
        await hello(connection, staff, lathe.id)
        await heard(connection)
    await goes.close()
    await tells(database, lathe, clock_hand, parts=1)
    assert values_in(await heard(stays)) == {lathe.id: {"parts": 1}}


@pytest.mark.parametrize(
    "said",
    [
        *["", "{", "[]", b"\x00", '{"token": "x"}', '{"token": "x", "devices": []}', '{"token": "x", "devices": [0]}'],
        json.dumps({"token": "x", "devices": list(range(1, 102))}),
        " " * 3000,
    ],
    ids=range(9),
)
async def test_what_says_nothing_is_refused(dial: Dial, said: str | bytes) -> None:
    connection = await dial()
    await connection.send(said)
    assert await ended(connection) == live.MALFORMED


async def test_who_says_nothing_is_not_waited_for(dial: Dial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HELLO_S", 0.01)
    assert await ended(await dial()) == live.SILENT


async def test_only_for_staff_who_may_see_devices(dial: Dial, as_staff: AsStaff, database: Database) -> None:
    lathe = await machine(database)
    cases = ((None, live.UNAUTHENTICATED), (await as_staff("device.edit"), live.FORBIDDEN))
    for person, code in cases:
        connection = await dial()
        await hello(connection, person, lathe.id)
        assert await ended(connection) == code


async def test_guessing_tokens_comes_to_an_end(
    dial: Dial, as_staff: AsStaff, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "GUESSES", "2/minute")
    staff, lathe = await as_staff("device.read"), await machine(database)
    codes = []
    for person in (None, None, None, staff):
        connection = await dial()
        await hello(connection, person, lathe.id)
        codes.append(await ended(connection))
    assert codes == [live.UNAUTHENTICATED] * 2 + [live.LIMITED] * 2


async def test_the_token_is_in_no_address(client: httpx.AsyncClient) -> None:
    """The same path over HTTP is a device's, and nobody's token opens it from the query."""
    answer = await client.get("/staff/devices/live", params={"token": "x"})
    assert answer.status_code == 401


async def _signs_out(database: Database, person: Person) -> None:
    async with database.begin() as session:
        await close_sessions(session, "staff", person.id)


async def _loses_his_role(database: Database, person: Person) -> None:
    async with database.begin() as session:
        await session.execute(sa.delete(StaffRole).where(StaffRole.staff_id == person.id))


ENDS = {live.UNAUTHENTICATED: _signs_out, live.FORBIDDEN: _loses_his_role}


@pytest.mark.parametrize("code", ENDS)
async def test_whoever_may_not_watch_any_more_does_not(
    dial: Dial, database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(live, "BEAT_S", 0.05)
    staff, lathe = await as_staff("device.read"), await machine(database)
    connection = await dial()
    await hello(connection, staff, lathe.id)
    await watches(connection)
    await ENDS[code](database, staff)
    assert await ended(connection) == code


async def test_beats_until_nobody_answers(
    dial: Dial, database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "BEAT_S", 0.05)
    staff, lathe = await as_staff("device.read"), await machine(database)
    connection = await dial()
    await hello(connection, staff, lathe.id)
    await watches(connection)
    for _ in range(3):
        assert await heard(connection) == {"type": "beat"}
        await connection.send("here")
    monkeypatch.setattr(live, "SILENT_S", 0.05)  # from its next answer on
    await connection.send("here")
    assert await ended(connection) == live.SILENT


async def test_who_falls_behind_is_let_go_and_nobody_waits_for_him(
    resources: Resources, database: Database, clock_hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_WAITING", 3)
    monkeypatch.setattr(watching, "EVERY_S", 3600)
    lathe, shared = await machine(database), resources.get(Watching)
    with shared.watch([lathe.id]) as slow, shared.watch([lathe.id]) as keen:
        got = []
        for number in range(5):
            await tells(database, lathe, clock_hand, parts=number)
            await shared.look()
            while not keen.changes.empty():
                got += [value.value for one in keen.changes.get_nowait() for value in one.latest]
        assert got == [0, 1, 2, 3, 4]
        assert (slow.gone.is_set(), slow.changes.qsize(), keen.gone.is_set()) == (True, 3, False)


@pytest.mark.usefixtures("quick")
async def test_a_connection_that_takes_nothing_is_closed(
    dial: Dial, database: Database, as_staff: AsStaff, clock_hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its messages go nowhere, as when the buffers on the way are full."""
    monkeypatch.setattr(watching, "MOST_WAITING", 1)
    stuck: list[WebSocket] = []

    async def send_text(websocket: WebSocket, data: str) -> None:
        stuck.append(websocket)
        await asyncio.Event().wait()
        assert data

    monkeypatch.setattr(WebSocket, "send_text", send_text)
    staff, lathe = await as_staff("device.read"), await machine(database)
    connection = await dial()
    await hello(connection, staff, lathe.id)
    ending = asyncio.create_task(ended(connection))
    number = 0
    async with asyncio.timeout(PATIENCE_S):
        while not ending.done():
            number += 1
            await tells(database, lathe, clock_hand, parts=number)
    assert (await ending, len(stuck)) == (live.LATER, 1)


async def test_no_more_watchers_than_a_process_can_bear(
    dial: Dial, resources: Resources, database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_WATCHERS", 1)
    staff, lathe, shared = await as_staff("device.read"), await machine(database), resources.get(Watching)
    first = await dial()
    await hello(first, staff, lathe.id)
    await heard(first)
    second = await dial()
    await hello(second, staff, lathe.id)
    assert await ended(second) == live.LATER
    with pytest.raises(TooManyWatchers), shared.watch([lathe.id]):
        pass


@pytest.mark.usefixtures("quick")
async def test_while_the_database_is_away_they_wait(
    dial: Dial, resources: Resources, database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([sa.exc.OperationalError("", {}, Exception("away"))] * 3)
    shared, look = resources.get(Watching), Watching.look

    async def sometimes(self: Watching) -> None:
        if error := next(times, None):
            raise error
        await look(self)

    monkeypatch.setattr(Watching, "look", sometimes)
    staff, lathe = await as_staff("device.read"), await machine(database)
    connection = await dial()
    await hello(connection, staff, lathe.id)
    assert values_in(await heard(connection)) == {lathe.id: {}}
    assert shared


@pytest.mark.usefixtures("quick")
async def test_a_mistake_of_ours_ends_it_for_those_who_watch(
    dial: Dial, database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: Watching) -> None:
        raise ValueError

    monkeypatch.setattr(Watching, "look", never)
    staff, lathe = await as_staff("device.read"), await machine(database)
    connection = await dial()
    await hello(connection, staff, lathe.id)
    assert await ended(connection) == live.LATER
