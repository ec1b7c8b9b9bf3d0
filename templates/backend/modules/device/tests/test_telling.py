"""What devices tell over HTTP: the sound part is taken, the rest is counted."""

import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from app.core.database import Database
from app.modules.device.keeping import milliseconds
from app.modules.device.messages import MOST_BYTES
from tests.device.machines import URL, counts, machine
from tests.types import AsStaff, Configure, Hand


async def latest(as_staff: AsStaff, device_id: int) -> dict[str, Any]:
    staff = await as_staff("device.read")
    detail = (await staff.client.get(f"/staff/devices/{device_id}")).raise_for_status().json()
    return {row["reading"]: row["value"] for row in detail["latest"]}


async def shown_at(as_staff: AsStaff, device_id: int) -> tuple[bool, int]:
    """Of the latest temperature: whether the clock is marked as wrong, and the moment in milliseconds."""
    staff = await as_staff("device.read")
    detail = (await staff.client.get(f"/staff/devices/{device_id}")).raise_for_status().json()
    row = next(row for row in detail["latest"] if row["reading"] == "temperature")
    return row["wrong_clock"], milliseconds(datetime.fromisoformat(row["at"]))


async def test_values_are_taken(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe = await machine(database)
    told = await lathe.tells(client, temperature=71.5, running=True, parts=12, mode="自动")
    assert told.raise_for_status().json() == {"taken": 4, "refused": {}, "wrong_clock": False}
    assert await latest(as_staff, lathe.id) == {"temperature": 71.5, "running": True, "parts": 12, "mode": "自动"}
    await lathe.tells(client, temperature=-20)
    assert await latest(as_staff, lathe.id) == {"temperature": -20, "running": True, "parts": 12, "mode": "自动"}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"pressure": 3}, "unknown"),
        ({"temperature": "hot"}, "wrong_type"),
        ({"temperature": True}, "wrong_type"),
        ({"temperature": None}, "wrong_type"),
        ({"temperature": [1]}, "wrong_type"),
        ({"running": 1}, "wrong_type"),
        ({"parts": 1.5}, "wrong_type"),
        ({"mode": 3}, "wrong_type"),
        ({"temperature": 200.1}, "out_of_range"),
        ({"temperature": -20.1}, "out_of_range"),
        ({"parts": -1}, "out_of_range"),
        ({"parts": 2**53 + 1}, "out_of_range"),
        ({"mode": "手动自动的"}, "out_of_range"),
    ],
)
async def test_what_does_not_fit_is_left_out_and_counted(
    database: Database, client: httpx.AsyncClient, values: dict[str, Any], reason: str
) -> None:
    lathe = await machine(database)
    told = await lathe.tells(client, {"values": {**values, **({} if "running" in values else {"running": False})}})
    taken = 0 if "running" in values else 1
    assert told.raise_for_status().json() == {"taken": taken, "refused": {reason: 1}, "wrong_clock": False}
    assert await counts(database, lathe.id) == {reason: 1}


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 422, "malformed"),
        (b"{", 422, "malformed"),
        (b"\xff\xfe", 422, "malformed"),
        (b"[1, 2]", 422, "malformed"),
        (b"null", 422, "malformed"),
        (b'{"temperature": 3}', 422, "malformed"),
        (b'{"values": [1]}', 422, "malformed"),
        (b'{"values": {"temperature": 3}, "at": "yesterday"}', 422, "malformed"),
        (b'{"values": {"temperature": 3}, "id": ""}', 422, "malformed"),
        (b'{"values": {"temperature": NaN}}', 200, "out_of_range"),
        (b'{"values": {"temperature": 1e999}}', 200, "out_of_range"),
        (b"[" * 60_000, 422, "malformed"),
        (b'{"values": {"mode": "' + b"x" * MOST_BYTES + b'"}}', 413, "too_large"),
        (b" " * 1_048_576, 413, "too_large"),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else None,
)
async def test_what_cannot_be_read_is_refused_and_counted(
    database: Database, client: httpx.AsyncClient, body: bytes, status: int, reason: str
) -> None:
    lathe = await machine(database)
    answer = await lathe.tells(client, body)
    assert (answer.status_code, await counts(database, lathe.id)) == (status, {reason: 1})


async def test_a_replayed_message_counts_once(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe, other = await machine(database), await machine(database, "cnc-2")
    first = {"id": "m-1", "values": {"parts": 5}}
    assert (await lathe.tells(client, first)).json()["taken"] == 1
    again = await lathe.tells(client, {"id": "m-1", "values": {"parts": 6}})
    assert again.json() == {"taken": 0, "refused": {"duplicate": 1}, "wrong_clock": False}
    assert (await other.tells(client, first)).json()["taken"] == 1
    assert (await latest(as_staff, lathe.id))["parts"] == 5
    assert await counts(database, lathe.id) == {"duplicate": 1}


async def test_who_is_not_the_device_is_refused_and_counted(database: Database, client: httpx.AsyncClient) -> None:
    lathe, other = await machine(database), await machine(database, "cnc-2")
    imposters = [type(lathe)(lathe.id, lathe.code, secret) for secret in ("", "wrong", other.secret, lathe.secret[:-1])]
    for imposter in (*imposters, type(lathe)(0, "nobody", "x")):
        answer = await imposter.tells(client, temperature=20)
        assert (answer.status_code, answer.json()["code"]) == (401, "NOT_THIS_DEVICE")
    nothing = await client.post(URL, content=b"{}")
    assert (nothing.status_code, nothing.headers["www-authenticate"]) == (401, 'Basic realm="device"')
    assert await counts(database, lathe.id) == {"wrong_secret": 4}
    assert await counts(database, 0) == {"wrong_secret": 1}


async def test_who_guesses_secrets_is_stopped(database: Database, client: httpx.AsyncClient) -> None:
    lathe = await machine(database)
    imposter = type(lathe)(lathe.id, lathe.code, "guess")
    answers = [(await imposter.tells(client, temperature=20)).status_code for _ in range(22)]
    assert answers == [401] * 20 + [429] * 2


@pytest.mark.parametrize(
    "shift",
    [timedelta(minutes=6), timedelta(days=-2), timedelta(days=-20_000)],
    ids=str,
)
async def test_a_clock_that_is_wrong_is_tolerated_and_marked(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand, shift: timedelta
) -> None:
    lathe = await machine(database)
    at = clock_hand.time + shift
    told = await lathe.tells(client, {"at": at.isoformat(), "values": {"temperature": 20}})
    assert told.json() == {"taken": 1, "refused": {}, "wrong_clock": True}
    assert await shown_at(as_staff, lathe.id) == (True, milliseconds(clock_hand.time))
    assert await counts(database, lathe.id) == {"wrong_clock": 1}


@pytest.mark.parametrize(
    "shift", [timedelta(0), timedelta(minutes=5), timedelta(minutes=-1), timedelta(hours=-23)], ids=str
)
async def test_what_comes_late_counts_as_of_when_it_was(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand, shift: timedelta
) -> None:
    lathe = await machine(database)
    at = clock_hand.time + shift
    told = await lathe.tells(client, {"at": at.isoformat(), "values": {"temperature": 20}})
    assert told.json() == {"taken": 1, "refused": {}, "wrong_clock": False}
    assert await shown_at(as_staff, lathe.id) == (False, milliseconds(at))
    assert await counts(database, lathe.id) == {}


async def test_how_wrong_a_clock_may_be_is_the_business_s_to_say(
    database: Database, client: httpx.AsyncClient, clock_hand: Hand, configure: Configure
) -> None:
    lathe = await machine(database)
    configure("device", late_for="7d", ahead_for="1m")
    for span, wrong in ((timedelta(days=-6), False), (timedelta(days=-8), True), (timedelta(minutes=2), True)):
        at = (clock_hand.time + span).isoformat()
        assert (await lathe.tells(client, {"at": at, "values": {"parts": 1}})).json()["wrong_clock"] is wrong


@pytest.mark.parametrize("form", ["%s", "%s000", '"%s"'])
async def test_a_moment_may_be_a_number(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand, form: str
) -> None:
    lathe = await machine(database)
    at = int(clock_hand.time.timestamp()) - 30
    body = f'{{"at": {form % at}, "values": {{"temperature": 20}}}}'
    (await lathe.tells(client, body.encode())).raise_for_status()
    assert await shown_at(as_staff, lathe.id) == (False, at * 1000)


async def test_an_older_value_that_comes_later_is_not_the_latest(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand
) -> None:
    lathe = await machine(database)
    for minutes, parts in ((0, 10), (-5, 9), (-1, 8)):
        at = (clock_hand.time + timedelta(minutes=minutes)).isoformat()
        await lathe.tells(client, {"at": at, "values": {"parts": parts}})
    assert (await latest(as_staff, lathe.id))["parts"] == 10


async def test_a_gateway_tells_of_those_below_it_and_of_no_other(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient
) -> None:
    gateway = await machine(database, "gw-1", type="gateway")
    below = await machine(database, gateway="gw-1")
    stranger = await machine(database, "cnc-2")
    told = {code: {"id": "m", "values": {"parts": 7}} for code in (below.code, stranger.code, "nobody")}
    answer = await gateway.tells(client, {"devices": told})
    assert answer.raise_for_status().json() == {"taken": 1, "refused": {"not_below": 2}, "wrong_clock": False}
    assert (await latest(as_staff, below.id))["parts"] == 7
    assert (await latest(as_staff, stranger.id))["parts"] is None
    assert await counts(database, gateway.id) == {"not_below": 2}
    reverse = await below.tells(client, {"devices": {"gw-1": {"values": {}}}})
    assert reverse.json()["refused"] == {"not_below": 1}


async def test_a_type_that_is_there_no_more_takes_nothing(
    database: Database,
    client: httpx.AsyncClient,
    configure: Configure,
    as_staff: AsStaff,
) -> None:
    lathe = await machine(database)
    configure("device", types={})
    assert (await lathe.tells(client, temperature=20)).json()["refused"] == {"unknown": 1}
    staff = await as_staff("device.read")
    detail = (await staff.client.get(f"/staff/devices/{lathe.id}")).raise_for_status().json()
    assert (detail["type_label"], detail["latest"]) == ("cnc", [])


async def test_many_values_at_once(database: Database, client: httpx.AsyncClient) -> None:
    lathe = await machine(database)
    too_many = {"values": {f"r{number}": 1 for number in range(201)}}
    assert (await lathe.tells(client, json.dumps(too_many).encode())).status_code == 422
