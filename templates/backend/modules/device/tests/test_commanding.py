"""Commands: over HTTP and MQTT, done once, and good for nothing after a while."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.device.machines import Machine, machine
from tests.keys import new_key
from tests.types import AsStaff, Configure, DrainJobs, Hand, Person

STOP = {"command": "stop", "params": {"reason": "换刀"}}


async def online(database: Database, client: httpx.AsyncClient, code: str = "cnc-1") -> Machine:
    lathe = await machine(database, code)
    (await lathe.tells(client, temperature=20)).raise_for_status()
    return lathe


async def send(staff: Person, device_id: int, body: dict[str, Any] | None = None) -> httpx.Response:
    return await staff.client.post(f"/staff/devices/{device_id}/commands", json=body or STOP, headers=new_key())


async def shown(staff: Person, device_id: int) -> list[tuple[str, str]]:
    """Status and note of each command, the newest first."""
    items = (await staff.client.get(f"/staff/devices/{device_id}/commands")).raise_for_status().json()["items"]
    return [(item["status"], item["note"]) for item in items]


async def to_do(client: httpx.AsyncClient, device: Machine) -> list[int]:
    items = (await client.get("/device/commands", headers=device.headers)).raise_for_status().json()["items"]
    return [item["id"] for item in items]


async def says(client: httpx.AsyncClient, device: Machine, command_id: int, **body: object) -> None:
    url = f"/device/commands/{command_id}/done"
    assert (await client.post(url, json=body, headers=device.headers)).status_code == 204


async def test_an_offline_device_is_told_nothing(as_staff: AsStaff, database: Database) -> None:
    lathe, staff = await machine(database), await as_staff("device.*")
    answer = await send(staff, lathe.id)
    assert (answer.status_code, answer.json()["code"]) == (409, "DEVICE_OFFLINE")


async def test_fetched_and_done_once(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe, other, staff = (
        await online(database, client),
        await online(database, client, "cnc-2"),
        await as_staff("device.*"),
    )
    made = (await send(staff, lathe.id)).raise_for_status().json()
    assert (made["label"], made["status_label"], made["params"]) == ("停机", "已下发", {"reason": "换刀"})
    assert (await to_do(client, lathe), await to_do(client, other)) == ([made["id"]], [])
    await says(client, other, made["id"], note="not mine")
    assert await shown(staff, lathe.id) == [("sent", "")]
    await says(client, lathe, made["id"], note="已停")
    await says(client, lathe, made["id"], ok=False, note="again")
    assert await shown(staff, lathe.id) == [("done", "已停")]
    assert await to_do(client, lathe) == []
    failing = (await send(staff, lathe.id)).raise_for_status().json()
    await says(client, lathe, failing["id"], ok=False, note="门没关")
    assert await shown(staff, lathe.id) == [("failed", "门没关"), ("done", "已停")]


async def test_after_a_while_it_is_good_for_nothing(  # noqa: PLR0917  # whatever has a hand in it
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand, drain_jobs: DrainJobs,
    configure: Configure,
) -> None:  # fmt: skip
    configure("device", command_timeout="2m")
    lathe, staff = await online(database, client), await as_staff("device.*")
    made = (await send(staff, lathe.id)).raise_for_status().json()
    clock_hand.advance(seconds=119)
    assert await to_do(client, lathe) == [made["id"]]
    clock_hand.advance(seconds=1)
    assert await to_do(client, lathe) == []
    await says(client, lathe, made["id"])
    assert await shown(staff, lathe.id) == [("sent", "")]
    await drain_jobs()
    assert await shown(staff, lathe.id) == [("expired", "")]


@pytest.mark.parametrize(
    ("body", "code", "details"),
    [
        ({"command": "explode"}, "COMMAND_UNKNOWN", {"commands": ["stop"]}),
        ({"command": "stop"}, "COMMAND_UNFIT", {"params": {"reason": "缺少"}}),
        ({"command": "stop", "params": {"reason": 3}}, "COMMAND_UNFIT", {"params": {"reason": "类型不符"}}),
        ({"command": "stop", "params": {"reason": "x" * 41}}, "COMMAND_UNFIT", {"params": {"reason": "超出范围"}}),
        (
            {"command": "stop", "params": {"reason": "x", "force": True}},
            "COMMAND_UNFIT",
            {"params": {"force": "没有这个参数"}},
        ),
    ],
)
async def test_what_no_device_takes(  # noqa: PLR0917  # of a table
    as_staff: AsStaff,
    database: Database,
    client: httpx.AsyncClient,
    body: dict[str, Any],
    code: str,
    details: dict[str, Any],
) -> None:
    lathe, staff = await online(database, client), await as_staff("device.command")
    answer = await send(staff, lathe.id, body)
    assert (answer.status_code, answer.json()["code"], answer.json()["details"]) == (422, code, details)


async def test_sent_twice_it_is_one_command(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe, staff, key = await online(database, client), await as_staff("device.*"), new_key()
    url = f"/staff/devices/{lathe.id}/commands"
    first, second = [(await staff.client.post(url, json=STOP, headers=key)).json() for _ in range(2)]
    assert first == second
    assert len(await shown(staff, lathe.id)) == 1


@pytest.mark.parametrize(("method", "needed"), [("GET", "device.read"), ("POST", "device.command")])
async def test_permissions(as_staff: AsStaff, method: str, needed: str) -> None:
    others = {"device.read", "device.edit", "device.command"} - {needed}
    answer = await (await as_staff(*sorted(others))).client.request(method, "/staff/devices/1/commands")
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": needed})
