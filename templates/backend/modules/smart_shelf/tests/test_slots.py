"""Slots, as staff set them up, and what they settle."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.inventory.shelf import stocked
from tests.keys import new_key
from tests.smart_shelf.shelves import SLOTS, grams, row, shelf, slot, tells
from tests.types import AsStaff, Configure, Hand, Person


def body(device_id: int, sku_id: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    return {"device_id": device_id, "reading": "left", "sku_id": sku_id, "piece_g": 100, "tare_g": 500, **fields}


async def send(staff: Person, said: dict[str, Any]) -> httpx.Response:
    return await staff.client.post(SLOTS, json=said, headers=new_key())


async def test_set_up_changed_and_removed(as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    device, made, staff = await shelf(database), await stocked(database, 9, 9), await as_staff("smart_shelf.*")
    key, said = new_key(), body(device.id, made.sku_ids[0])
    first, second = [await staff.client.post(SLOTS, json=said, headers=key) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, second.json())
    slot_id = first.json()["id"]
    assert (first.json()["device_code"], first.json()["sku_name"], first.json()["pieces"]) == (
        "shelf-1", "西湖龙井 1g", None,
    )  # fmt: skip
    await tells(database, device, left=grams(4))
    (shown,) = (await staff.client.get(SLOTS)).json()["items"]
    assert (shown["pieces"], shown["weight_g"], shown["device_online"]) == (4, 900, True)
    assert shown["weighed_at"] is not None
    for change, pieces in (({"tolerance": 10}, 4), ({"tolerance": 10, "tare_g": 400}, None)):
        answer = await staff.client.put(f"{SLOTS}/{slot_id}", json={**said, **change})
        assert (answer.status_code, answer.json()["pieces"]) == (200, pieces)
    clock_hand.advance(seconds=10)
    await tells(database, device, left=900)
    assert (await row(database, slot_id)).pieces == 5  # counting has begun anew
    moved = await staff.client.put(f"{SLOTS}/{slot_id}", json={**said, "reading": "right"})
    assert (moved.json()["reading"], moved.json()["weighed_at"]) == ("right", None)
    assert (await staff.client.delete(f"{SLOTS}/{slot_id}")).status_code == 204
    assert (await staff.client.get(SLOTS)).json()["items"] == []


async def test_refused(as_staff: AsStaff, database: Database, configure: Configure) -> None:
    device, sku_id, staff = await shelf(database), (await spu(database)).sku_id, await as_staff("smart_shelf.*")
    slot_id = await slot(database, device, sku_id)
    other = await slot(database, device, sku_id, reading="right")
    for change, status, code in (
        ({}, 409, "SHELF_SLOT_TAKEN"),
        ({"device_id": 999}, 404, "DEVICE_NOT_FOUND"),
        ({"sku_id": 999}, 404, "SKU_NOT_FOUND"),
        ({"reading": "lamp"}, 422, "SHELF_READING_UNFIT"),
    ):
        said = {**body(device.id, sku_id), **change}
        for answer in (await send(staff, said), await staff.client.put(f"{SLOTS}/{other}", json=said)):
            assert (answer.status_code, answer.json()["code"]) == (status, code)
    said = body(device.id, sku_id)
    for answer in (
        await staff.client.put(f"{SLOTS}/999", json=said),
        await staff.client.delete(f"{SLOTS}/999"),
        await staff.client.post(f"{SLOTS}/999/settle", json={}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "SHELF_SLOT_NOT_FOUND")
    configure("smart_shelf", weights={})
    answer = await staff.client.put(f"{SLOTS}/{slot_id}", json=said)
    assert (answer.status_code, answer.json()["details"]) == (422, {"readings": []})


@pytest.mark.parametrize(
    "fields", [{"piece_g": 0}, {"tare_g": -1}, {"tolerance": 46}, {"tolerance": 0}, {"reading": ""}, {"colour": "red"}]
)
async def test_bad_input(as_staff: AsStaff, fields: dict[str, Any]) -> None:
    assert (await send(await as_staff("smart_shelf.*"), body(1, 1, **fields))).status_code == 422


async def test_what_is_missing_is_settled(as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    made, device, staff = await stocked(database, 1, 1), await shelf(database), await as_staff("smart_shelf.*")
    slot_id = await slot(database, device, made.sku_ids[0])
    for pieces in (3, 0, 0.5):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
    for which, number in (("missing", 2), ("uncertain", 1)):
        (shown,) = (await staff.client.get(SLOTS, params={"which": which})).json()["items"]
        assert shown[which] == number
    elsewhere = body(device.id, made.sku_ids[1])
    for answer in (
        await staff.client.put(f"{SLOTS}/{slot_id}", json=elsewhere),
        await staff.client.delete(f"{SLOTS}/{slot_id}"),
    ):
        assert (answer.status_code, answer.json()["details"]) == (409, {"missing": 2})
    for _ in range(2):
        answer = await staff.client.post(f"{SLOTS}/{slot_id}/settle", json={"note": "已盘点"})
        assert (answer.json()["missing"], answer.json()["missing_since"]) == (0, None)
    assert (await staff.client.get(SLOTS, params={"which": "missing"})).json()["items"] == []


async def test_picked_by_the_hour(
    as_staff: AsStaff, database: Database, clock_hand: Hand, configure: Configure
) -> None:
    configure("device", late_for="30d")
    quiet, busy = (await stocked(database, 50, 50)).sku_ids
    device = await shelf(database)
    await slot(database, device, quiet)
    busiest = await slot(database, device, busy, reading="right")
    clock_hand.time = clock_hand.time.replace(hour=16, minute=30)  # half past midnight where the shop is
    for minutes, left, right in ((0, 9, 9), (1, 9, 7), (9, 8, 8), (60, 8, 5), (1380, 8, 4)):
        clock_hand.advance(minutes=minutes)
        await tells(database, device, left=grams(left), right=grams(right))
    staff = await as_staff("smart_shelf.read")
    first, second = (await staff.client.get(f"{SLOTS}/heat")).json()["items"]
    assert (first["slot_id"], first["put_back"], sum(second["picked"])) == (busiest, 1, 1)
    assert [(hour, pieces) for hour, pieces in enumerate(first["picked"]) if pieces] == [(0, 3), (1, 3)]
    (today,) = (await staff.client.get(f"{SLOTS}/heat", params={"days": 1})).json()["items"]
    assert sum(today["picked"]) == 1


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "", "read"), ("GET", "/heat", "read"), ("GET", "/replenishments", "read"), ("POST", "", "edit"),
        ("PUT", "/1", "edit"), ("DELETE", "/1", "edit"), ("POST", "/1/settle", "edit"),
    ],
)  # fmt: skip
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    other = "edit" if needed == "read" else "read"
    answer = await (await as_staff(f"smart_shelf.{other}")).client.request(method, f"{SLOTS}{path}")
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": f"smart_shelf.{needed}"})
