"""Tags, as staff bind them, and those that do not show what they should."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.price_tag.tags import TAGS_URL, Shown, bound, commands, esl, reprice, says, tag, to_do
from tests.types import AsStaff, DrainJobs, Hand, Person


async def mismatched(staff: Person) -> list[tuple[int, str]]:
    items = (await staff.client.get(TAGS_URL, params={"which": "mismatched"})).raise_for_status().json()["items"]
    return [(item["id"], item["status_label"]) for item in items]


async def test_bound_changed_and_unbound(as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
    device, made = await esl(database, client), await spu(database, specs={"规格": ["50g", "100g"]})
    staff, key, said = await as_staff("price_tag.*"), new_key(), {"device_id": device.id, "sku_id": made.sku_ids[0]}
    first, second = [await staff.client.post(TAGS_URL, json=said, headers=key) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, second.json())
    shown = first.json()
    assert [shown[name] for name in ("device_code", "name", "price_fen", "status_label", "mismatched")] == [
        "esl-1", "西湖龙井 50g", 6800, "推送中", False,
    ]  # fmt: skip
    url = f"{TAGS_URL}/{shown['id']}"
    assert (await staff.client.put(url, json=said)).json()["version"] == 1
    other = {**said, "sku_id": made.sku_ids[1]}
    changed = (await staff.client.put(url, json=other)).json()
    assert (changed["version"], changed["price_fen"]) == (2, 6900)
    assert [one["price"] for one in await commands(database)] == ["¥68.00", "¥69.00"]
    assert len((await staff.client.get(TAGS_URL)).json()["items"]) == 1
    assert (await staff.client.delete(url)).status_code == 204
    assert (await staff.client.get(TAGS_URL)).json()["items"] == []


async def test_refused(as_staff: AsStaff, database: Database) -> None:
    staff, sku_id = await as_staff("price_tag.*"), (await spu(database)).sku_id
    one, two = [await esl(database, code=f"esl-{number}") for number in (1, 2)]
    door = await esl(database, code="door-1", type="door")
    await bound(database, one, sku_id)
    tag_id = await bound(database, two, sku_id)
    for change, status, code in (
        ({}, 409, "PRICE_TAG_TAKEN"),
        ({"device_id": 999}, 404, "DEVICE_NOT_FOUND"),
        ({"device_id": door.id}, 422, "NOT_A_PRICE_TAG"),
        ({"sku_id": 999}, 404, "SKU_NOT_FOUND"),
    ):
        said = {"device_id": one.id, "sku_id": sku_id, **change}
        for answer in (
            await staff.client.post(TAGS_URL, json=said, headers=new_key()),
            await staff.client.put(f"{TAGS_URL}/{tag_id}", json=said),
        ):
            assert (answer.status_code, answer.json()["code"]) == (status, code)
    for answer in (
        await staff.client.put(f"{TAGS_URL}/999", json={"device_id": one.id, "sku_id": sku_id}),
        await staff.client.delete(f"{TAGS_URL}/999"),
        await staff.client.post(f"{TAGS_URL}/999/send"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "PRICE_TAG_NOT_FOUND")
    bad: dict[str, Any] = {"device_id": one.id, "sku_id": sku_id, "colour": "red"}
    assert (await staff.client.post(TAGS_URL, json=bad, headers=new_key())).status_code == 422


async def test_those_that_do_not_show_what_they_should(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    staff, sku_id = await as_staff("price_tag.*"), (await spu(database)).sku_id
    good, mute, broken, away = [await esl(database, client, f"esl-{n}") for n in (1, 2, 3)] + [
        await esl(database, code="esl-4")
    ]
    ids = [await bound(database, device, sku_id) for device in (good, mute, broken, away)]
    for device, ok in ((good, True), (broken, False)):
        (told,) = await to_do(client, device)
        await says(client, device, told["id"], ok=ok, note="" if ok else "屏幕故障")
    assert await mismatched(staff) == [(ids[3], "离线待推送")]
    await drain_jobs()
    assert await mismatched(staff) == [(ids[2], "被拒绝"), (ids[3], "离线待推送")]
    for _ in range(10):
        clock_hand.advance(seconds=30)
        await drain_jobs()
    assert await mismatched(staff) == [(ids[1], "没有回执"), (ids[2], "被拒绝"), (ids[3], "离线待推送")]
    again = (await staff.client.post(f"{TAGS_URL}/{ids[1]}/send")).json()
    assert (again["status"], again["version"], again["mismatched"]) == ("sent", 1, True)  # too late already
    await says(client, mute, (await to_do(client, mute))[-1]["id"])
    await drain_jobs()
    assert await tag(database, ids[1]) == Shown("shown", 1, 1)
    assert [number for number, _ in await mismatched(staff)] == ids[2:]


async def test_sent_again_it_is_what_it_costs_by_now(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs
) -> None:
    """And what was on its way already does not count any more."""
    staff, device = await as_staff("price_tag.*"), await esl(database, client)
    sku_id = (await spu(database)).sku_id
    tag_id = await bound(database, device, sku_id)
    await reprice(database, sku_id, 5000)
    sent = (await staff.client.post(f"{TAGS_URL}/{tag_id}/send")).json()
    assert (sent["version"], sent["price_fen"]) == (2, 5000)
    await staff.client.post(f"{TAGS_URL}/{tag_id}/send")
    old, same, newest = await to_do(client, device)
    for command in (old, same):
        await says(client, device, command["id"])
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("sent", 2, 0)
    await says(client, device, newest["id"])
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("shown", 2, 2)


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [("GET", "", "read"), ("POST", "", "edit"), ("PUT", "/1", "edit"), ("DELETE", "/1", "edit"),
     ("POST", "/1/send", "edit")],
)  # fmt: skip
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    other = "edit" if needed == "read" else "read"
    answer = await (await as_staff(f"price_tag.{other}")).client.request(method, f"{TAGS_URL}{path}")
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": f"price_tag.{needed}"})
