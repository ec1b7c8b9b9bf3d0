"""What staff do with activities and groups, and what their roles keep from them."""

from typing import Any

import httpx
import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.database import Database
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, body, opening, order, pay, status
from tests.keys import new_key
from tests.types import AsStaff, AsUser, DrainJobs

PATH = "/staff/group-buys"


async def test_anonymous(client: httpx.AsyncClient) -> None:
    for path in (PATH, "/staff/groups"):
        assert (await client.get(path)).status_code == 401


async def test_not_permitted(as_staff: AsStaff, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    reader = (await as_staff("group_buy.read")).client
    assert (await reader.get(f"{PATH}/{activity_id}")).status_code == 200
    for action in ("publish", "close"):
        assert (await reader.post(f"{PATH}/{activity_id}/{action}")).status_code == 403
    editor = (await as_staff("group_buy.edit")).client
    assert (await editor.post("/staff/groups/1/disband")).status_code == 403
    assert (await editor.get(PATH)).status_code == 403


async def test_made_changed_published_closed(as_staff: AsStaff, database: Database) -> None:
    tea, other = await spu(database), await spu(database, "碧螺春")
    editor = (await as_staff("group_buy.*")).client
    key = new_key()
    wanted = body(tea.sku_id)
    ids = {(await editor.post(PATH, json=wanted, headers=key)).json()["id"] for _ in range(2)}
    assert ids == {1}
    changed = (await editor.put(f"{PATH}/1", json=body(other.sku_id, size=2))).raise_for_status().json()
    assert (changed["name"], changed["size"], changed["state"]) == ("碧螺春", 2, "draft")
    assert (await editor.post(f"{PATH}/1/publish")).json()["state"] == "running"
    for answer in (await editor.post(f"{PATH}/1/publish"), await editor.put(f"{PATH}/1", json=wanted)):
        assert (answer.status_code, answer.json()["code"]) == (409, "GROUP_BUY_STATUS")
    assert (await editor.post(f"{PATH}/1/close")).json()["state"] == "closed"
    assert (await editor.post(f"{PATH}/1/close")).status_code == 409
    assert [row["state"] for row in (await editor.get(PATH)).json()["items"]] == ["closed"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"size": 1}, "VALIDATION_FAILED"),
        ({"hours": 0}, "VALIDATION_FAILED"),
        ({"lasts": 0}, "VALIDATION_FAILED"),
        ({"price_fen": 6800}, "GROUP_BUY_INVALID"),
    ],
)
async def test_refused(as_staff: AsStaff, database: Database, change: dict[str, Any], code: str) -> None:
    editor = (await as_staff("group_buy.*")).client
    answer = await editor.post(PATH, json=body((await spu(database)).sku_id, **change), headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_refused_for_its_goods(as_staff: AsStaff, database: Database) -> None:
    editor = (await as_staff("group_buy.*")).client
    tea, other = await spu(database), await spu(database, "碧螺春")
    for skus in ([999], [tea.sku_id, other.sku_id]):
        answer = await editor.post(PATH, json=body(*skus), headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (422, "GROUP_BUY_INVALID")
    late = await activity(database, tea.sku_id, published=False, starts_in=-3, lasts=1)
    assert (await editor.post(f"{PATH}/{late}/publish")).status_code == 422
    for path in (f"{PATH}/99", "/staff/groups/99"):
        assert (await editor.get(path)).status_code == 404


async def test_groups(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id)
    person = await as_user(consents=("address",))
    placed = await order(person, sku_id, opening(sku_id))
    staff = (await as_staff("group_buy.*")).client
    assert (await staff.post("/staff/groups/1/disband")).json()["code"] == "GROUP_OVER"
    await pay(database, placed)
    await drain_jobs()
    (row,) = (await staff.get("/staff/groups?status=forming&activity_id=1")).json()["items"]
    assert (row["paid_count"], row["members"][0]["user_id"]) == (1, person.id)
    assert (await staff.get("/staff/groups?status=success")).json()["items"] == []
    gone = (await staff.post("/staff/groups/1/disband")).raise_for_status().json()
    assert (gone["status"], gone["members"][0]["status"]) == ("failed", "refunded")
    assert await status(database, placed) == ("canceled", "group_failed")
    again = await staff.post("/staff/groups/1/disband")
    assert (again.status_code, again.json()["details"]) == (409, {"status": "failed"})
