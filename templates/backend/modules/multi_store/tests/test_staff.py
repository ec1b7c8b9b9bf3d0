"""What staff do with stores; those of one store do it there alone."""

from typing import Any

import pytest

from app.core.database import Database
from tests.multi_store.shops import WEST_LAKE, WULIN, store, works_at
from tests.types import AsStaff


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/staff/stores", "multi_store.read"),
        ("POST", "/staff/stores", "multi_store.edit"),
        ("PUT", "/staff/stores/1", "multi_store.edit"),
        ("PUT", "/staff/stores/1/staff", "multi_store.staff"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = {"multi_store.read", "multi_store.edit", "multi_store.staff"} - {needed}
    answer = await (await as_staff(*sorted(others))).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": needed})


async def test_opened_and_changed(as_staff: AsStaff) -> None:
    boss = await as_staff("multi_store.*")
    made = (await boss.client.post("/staff/stores", json=WEST_LAKE)).raise_for_status().json()
    assert (made["name"], made["staff_ids"], made["exceptions"]) == ("西湖店", [], {})
    taken = await boss.client.post("/staff/stores", json=WEST_LAKE)
    assert (taken.status_code, taken.json()["code"]) == (409, "STORE_CODE_TAKEN")
    url = f"/staff/stores/{made['id']}"
    body = {**WEST_LAKE, "name": "西湖总店", "exceptions": {"2027-02-17": []}}
    changed = (await boss.client.put(url, json=body)).raise_for_status().json()
    assert (changed["name"], changed["exceptions"]) == ("西湖总店", {"2027-02-17": []})
    assert (await boss.client.put("/staff/stores/99", json=WULIN)).json()["code"] == "STORE_NOT_FOUND"
    (await boss.client.post("/staff/stores", json=WULIN)).raise_for_status()
    assert (await boss.client.put(url, json=WULIN)).json()["code"] == "STORE_CODE_TAKEN"


async def test_who_works_there(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("multi_store.*")
    url = f"/staff/stores/{await store(database)}/staff"
    for staff_ids in ([boss.id], [], [boss.id, boss.id]):
        answer = await boss.client.put(url, json={"staff_ids": staff_ids})
        assert answer.json()["staff_ids"] == sorted(set(staff_ids))
    unknown = await boss.client.put(url, json={"staff_ids": [boss.id, 99]})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "STAFF_UNKNOWN")
    assert unknown.json()["details"] == {"staff_ids": [99]}
    assert (await boss.client.put("/staff/stores/99/staff", json={"staff_ids": []})).status_code == 404
    assert (await boss.client.get("/staff/stores")).json()["items"][0]["staff_ids"] == [boss.id]


async def test_a_permission_that_ends_at_the_door(as_staff: AsStaff, database: Database) -> None:
    here, there = await store(database), await store(database, **WULIN)
    keeper = await as_staff("multi_store.read", "multi_store.edit", scope="store")
    assert (await keeper.client.get("/staff/stores")).json()["items"] == []
    await works_at(database, keeper.id, here)
    assert [item["id"] for item in (await keeper.client.get("/staff/stores")).json()["items"]] == [here]
    assert (await keeper.client.put(f"/staff/stores/{here}", json=WEST_LAKE)).status_code == 200
    for method, path, body in (
        ("PUT", f"/staff/stores/{there}", WULIN),
        ("POST", "/staff/stores", {**WULIN, "code": "X"}),
    ):
        answer = await keeper.client.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 91},
        {"week": []},
        {"week": [[["9:00", "21:00"]]] * 7},
        {"week": [[["09:00", "09:00"]]] * 7},
        {"week": [[["09:00", "25:00"]]] * 7},
        {"exceptions": {"tomorrow": []}},
        {"phone": "call me"},
    ],
)
async def test_bad_input(as_staff: AsStaff, wrong: dict[str, Any]) -> None:
    boss = await as_staff("multi_store.*")
    assert (await boss.client.post("/staff/stores", json={**WEST_LAKE, **wrong})).status_code == 422
