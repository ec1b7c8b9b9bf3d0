"""Devices as staff register them, and the secret that nobody sees twice."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.work_order import WORK_ORDERS, NoWorkOrders
from app.core.database import Database
from app.modules.device.models import Device
from tests.device.machines import machine
from tests.types import AsStaff

LATHE = {"code": "cnc-1", "type": "cnc", "name": "一号机", "place": "一车间", "group": "车床"}


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/staff/devices", "device.read"),
        ("GET", "/staff/devices/1", "device.read"),
        ("GET", "/staff/devices/summary", "device.read"),
        ("GET", "/staff/devices/1/label", "device.read"),
        ("GET", "/staff/devices/1/series/temperature", "device.read"),
        ("POST", "/staff/devices", "device.edit"),
        ("PUT", "/staff/devices/1", "device.edit"),
        ("PUT", "/staff/devices/1/enabled", "device.edit"),
        ("POST", "/staff/devices/1/secret", "device.edit"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = {"device.read", "device.edit"} - {needed}
    answer = await (await as_staff(*sorted(others))).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": needed})


async def test_the_secret_is_shown_once_and_kept_as_a_hash(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("device.*")
    made = (await boss.client.post("/staff/devices", json=LATHE)).raise_for_status().json()
    assert (made["status"], made["status_label"], made["type_label"]) == ("inactive", "未激活", "数控机床")
    assert len(made["secret"]) >= 32
    for path in ("/staff/devices", f"/staff/devices/{made['id']}"):
        assert made["secret"] not in (await boss.client.get(path)).raise_for_status().text
    async with database.read() as session:
        row = (await session.execute(sa.select(sa.inspect(Device).columns.secret_hash))).scalar_one()
    assert made["secret"] not in row


async def test_a_new_secret_ends_the_old_one(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe, boss = await machine(database), await as_staff("device.edit")
    assert (await lathe.tells(client, temperature=20)).status_code == 200
    renewed = (await boss.client.post(f"/staff/devices/{lathe.id}/secret")).raise_for_status().json()["secret"]
    assert (await lathe.tells(client, temperature=20)).status_code == 401
    assert (await type(lathe)(lathe.id, lathe.code, renewed).tells(client, temperature=20)).status_code == 200


async def test_changed_listed_and_found(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("device.*")
    lathe, other = await machine(database), await machine(database, "cnc-2", group="铣床")
    body = {**LATHE, "name": "一号车床"}
    changed = (await boss.client.put(f"/staff/devices/{lathe.id}", json=body)).raise_for_status().json()
    assert (changed["name"], changed["place"]) == ("一号车床", "一车间")
    for query, expected in (
        ("", [lathe.id, other.id]),
        ("?group=铣床", [other.id]),
        ("?type=gateway", []),
        ("?status=inactive&type=cnc", [lathe.id, other.id]),
        ("?q=车床", [lathe.id]),
        ("?q=CNC-2", [other.id]),
        ("?q=一车", [lathe.id]),
        ("?q=c%25c", []),
    ):
        items = (await boss.client.get(f"/staff/devices{query}")).raise_for_status().json()["items"]
        assert [item["id"] for item in items] == expected
    taken = await boss.client.put(f"/staff/devices/{lathe.id}", json={**LATHE, "code": "cnc-2"})
    assert (taken.status_code, taken.json()["code"]) == (409, "DEVICE_CODE_TAKEN")
    assert (await boss.client.put("/staff/devices/99", json=LATHE)).json()["code"] == "DEVICE_NOT_FOUND"


async def test_how_many_there_are_and_in_which_groups(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("device.read")
    for number, group in enumerate(("车床", "铣床", "车床", "")):
        await machine(database, f"cnc-{number}", group=group)
    shown = (await boss.client.get("/staff/devices/summary")).raise_for_status().json()
    states = {"inactive": 4, "online": 0, "offline": 0, "disabled": 0}
    assert shown == {"states": states, "groups": ["车床", "铣床"]}


async def test_what_it_can_be_told_to_do(as_staff: AsStaff, database: Database) -> None:
    boss, lathe = await as_staff("device.read"), await machine(database)
    gateway = await machine(database, "g", type="gateway")
    (stop,) = (await boss.client.get(f"/staff/devices/{lathe.id}")).raise_for_status().json()["commands"]
    reason = {"name": "reason", "label": "reason", "type": "text", "unit": "", "min": None, "max": 40}
    assert stop == {"command": "stop", "label": "停机", "confirm": False, "params": [reason]}
    assert (await boss.client.get(f"/staff/devices/{gateway.id}")).raise_for_status().json()["commands"] == []


async def test_its_label(as_staff: AsStaff, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    boss, lathe = await as_staff("device.read"), await machine(database)
    printer = Printer()
    monkeypatch.setattr(WORK_ORDERS, "one", lambda _: printer)
    answer = (await boss.client.get(f"/staff/devices/{lathe.id}/label")).raise_for_status()
    assert (answer.headers["content-type"], answer.content) == ("image/png", b"label of cnc-1")
    assert (await boss.client.get("/staff/devices/99/label")).json()["code"] == "DEVICE_NOT_FOUND"
    monkeypatch.setattr(WORK_ORDERS, "one", lambda instead: instead)
    refused = await boss.client.get(f"/staff/devices/{lathe.id}/label")
    assert (refused.status_code, refused.json()["code"]) == (404, "NO_LABEL")


class Printer(NoWorkOrders):
    def label(self, asset: str) -> bytes:
        return f"label of {asset}".encode()


async def test_disabled_it_is_not_heard(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    lathe, boss = await machine(database), await as_staff("device.edit")
    for enabled, answer in ((False, 401), (False, 401), (True, 200), (True, 200)):
        url = f"/staff/devices/{lathe.id}/enabled"
        assert (await boss.client.put(url, json={"enabled": enabled})).status_code == 200
        assert (await lathe.tells(client, temperature=20)).status_code == answer


async def test_a_gateway_stands_below_no_other(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("device.*")
    await machine(database, "gw-1", type="gateway")
    made = await boss.client.post("/staff/devices", json={**LATHE, "gateway": "gw-1"})
    assert made.raise_for_status().json()["gateway"] == "gw-1"
    for body in (
        {**LATHE, "code": "x", "gateway": "nobody"},
        {**LATHE, "code": "x", "gateway": "cnc-1"},
    ):
        answer = await boss.client.post("/staff/devices", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "GATEWAY_UNKNOWN")
    below_itself = {"code": "gw-1", "type": "gateway", "name": "网关", "gateway": "gw-1"}
    assert (await boss.client.put("/staff/devices/1", json=below_itself)).json()["code"] == "GATEWAY_UNKNOWN"


@pytest.mark.parametrize(
    "wrong",
    [{"code": "a b"}, {"code": "机床"}, {"code": "a/+"}, {"code": ""}, {"type": "robot"}, {"name": " "}, {"more": 1}],
)
async def test_bad_input(as_staff: AsStaff, wrong: dict[str, Any]) -> None:
    boss = await as_staff("device.*")
    assert (await boss.client.post("/staff/devices", json={**LATHE, **wrong})).status_code == 422
