"""What staff do with activities, and what their roles keep from them."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.bargain.factory import activity, body, start
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsStaff, AsUser

PATH = "/staff/bargain-activities"


async def test_anonymous(client: httpx.AsyncClient) -> None:
    for path in (PATH, "/staff/bargains"):
        assert (await client.get(path)).status_code == 401


async def test_not_permitted(as_staff: AsStaff, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    reader = (await as_staff("bargain.read")).client
    assert (await reader.get(f"{PATH}/{activity_id}")).status_code == 200
    for action in ("publish", "close"):
        assert (await reader.post(f"{PATH}/{activity_id}/{action}")).status_code == 403
    assert (await (await as_staff("order.read")).client.get(PATH)).status_code == 403


async def test_made_changed_published_closed(as_staff: AsStaff, database: Database) -> None:
    tea, other = await spu(database), await spu(database, "碧螺春")
    editor = (await as_staff("bargain.*")).client
    wanted, key = body(tea.sku_id), new_key()
    assert {(await editor.post(PATH, json=wanted, headers=key)).json()["id"] for _ in range(2)} == {1}
    changed = (await editor.put(f"{PATH}/1", json=body(other.sku_id, helps=5))).raise_for_status().json()
    assert (changed["name"], changed["helps"], changed["state"]) == ("碧螺春", 5, "draft")
    assert (await editor.post(f"{PATH}/1/publish")).json()["state"] == "running"
    for answer in (await editor.post(f"{PATH}/1/publish"), await editor.put(f"{PATH}/1", json=wanted)):
        assert (answer.status_code, answer.json()["code"]) == (409, "BARGAIN_STATUS")
    assert (await editor.post(f"{PATH}/1/close")).json()["state"] == "closed"
    assert (await editor.post(f"{PATH}/1/close")).status_code == 409
    assert [row["state"] for row in (await editor.get(PATH)).json()["items"]] == ["closed"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"helps": 0}, "VALIDATION_FAILED"),
        ({"hours": 0}, "VALIDATION_FAILED"),
        ({"lasts": 0}, "VALIDATION_FAILED"),
        ({"floor_fen": 6798}, "BARGAIN_INVALID"),
        ({"sku_id": 999}, "BARGAIN_INVALID"),
    ],
)
async def test_refused(as_staff: AsStaff, database: Database, change: dict[str, Any], code: str) -> None:
    editor = (await as_staff("bargain.*")).client
    wanted = body((await spu(database)).sku_id, **{name: value for name, value in change.items() if name == "lasts"})
    wanted |= {name: value for name, value in change.items() if name != "lasts"}
    answer = await editor.post(PATH, json=wanted, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_is_past_is_not_published(as_staff: AsStaff, database: Database) -> None:
    late = await activity(database, (await spu(database)).sku_id, published=False, starts_in=-3, lasts=1)
    editor = (await as_staff("bargain.*")).client
    assert (await editor.post(f"{PATH}/{late}/publish")).status_code == 422
    assert (await editor.get(f"{PATH}/99")).status_code == 404


async def test_records(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    await activity(database, (await spu(database)).sku_id)
    person = await as_user()
    code = await start(person)
    reader = (await as_staff("bargain.read")).client
    (row,) = (await reader.get("/staff/bargains?status=bargaining&activity_id=1")).json()["items"]
    assert (row["code"], row["user_id"], row["cuts"]) == (code, person.id, 0)
    assert (await reader.get("/staff/bargains?status=bought")).json()["items"] == []
