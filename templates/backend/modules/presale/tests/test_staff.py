"""What staff do with presales, and what their roles keep from them."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.presale.factory import activity, body, book, booked
from tests.types import AsStaff, AsUser, DrainJobs

PATH = "/staff/presale-activities"


async def test_anonymous(client: httpx.AsyncClient) -> None:
    for path in (PATH, "/staff/presales"):
        assert (await client.get(path)).status_code == 401


async def test_not_permitted(as_staff: AsStaff, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    reader = (await as_staff("presale.read")).client
    assert (await reader.get(f"{PATH}/{activity_id}")).status_code == 200
    for action in ("publish", "close"):
        assert (await reader.post(f"{PATH}/{activity_id}/{action}")).status_code == 403
    editor = (await as_staff("presale.edit")).client
    assert (await editor.post("/staff/presales/1/refund")).status_code == 403
    assert (await editor.get(PATH)).status_code == 403


async def test_made_changed_published_closed(as_staff: AsStaff, database: Database) -> None:
    tea, other = await spu(database), await spu(database, "碧螺春")
    editor = (await as_staff("presale.*")).client
    wanted, key = body(tea.sku_id), new_key()
    assert {(await editor.post(PATH, json=wanted, headers=key)).json()["id"] for _ in range(2)} == {1}
    changed = (await editor.put(f"{PATH}/1", json=body(other.sku_id, stock=5))).raise_for_status().json()
    assert (changed["name"], changed["stock"], changed["state"]) == ("碧螺春", 5, "draft")
    assert (await editor.post(f"{PATH}/1/publish")).json()["state"] == "running"
    for answer in (await editor.post(f"{PATH}/1/publish"), await editor.put(f"{PATH}/1", json=wanted)):
        assert (answer.status_code, answer.json()["code"]) == (409, "PRESALE_STATUS")
    assert (await editor.post(f"{PATH}/1/close")).json()["state"] == "closed"
    assert (await editor.post(f"{PATH}/1/close")).status_code == 409
    assert [row["state"] for row in (await editor.get(PATH)).json()["items"]] == ["closed"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deposit_fen": 1001}, "VALIDATION_FAILED"),
        ({"deposit_fen": 0}, "VALIDATION_FAILED"),
        ({"balance_until": "2020-01-01T00:00:00Z"}, "VALIDATION_FAILED"),
        ({"ships_at": "2020-01-01T00:00:00Z"}, "VALIDATION_FAILED"),
        ({"ends_at": "2020-01-01T00:00:00Z"}, "VALIDATION_FAILED"),
        ({"price_fen": 6801}, "PRESALE_INVALID"),
        ({"sku_id": 999}, "PRESALE_INVALID"),
    ],
)
async def test_refused(as_staff: AsStaff, database: Database, change: dict[str, Any], code: str) -> None:
    """A deposit of more than a fifth, among others."""
    editor = (await as_staff("presale.*")).client
    answer = await editor.post(PATH, json=body((await spu(database)).sku_id) | change, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_is_past_is_not_published(as_staff: AsStaff, database: Database) -> None:
    late = await activity(database, (await spu(database)).sku_id, published=False, starts_in=-30)
    editor = (await as_staff("presale.*")).client
    assert (await editor.post(f"{PATH}/{late}/publish")).status_code == 422
    assert (await editor.get(f"{PATH}/99")).status_code == 404


async def test_bookings(
    as_staff: AsStaff, as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    await activity(database, (await spu(database)).sku_id)
    person = await as_user()
    booking_id, _ = await booked(person, wechat, drain_jobs)
    unpaid = await book(person)
    staff = (await as_staff("presale.*")).client
    (row,) = (await staff.get("/staff/presales?status=booked&activity_id=1")).json()["items"]
    assert (row["id"], row["user_id"], row["deposit_fen"]) == (booking_id, person.id, 1000)
    assert (await staff.post(f"/staff/presales/{booking_id}/refund")).json()["status"] == "refunded"
    for again in (booking_id, unpaid):
        answer = await staff.post(f"/staff/presales/{again}/refund")
        assert (answer.status_code, answer.json()["code"]) == (409, "PRESALE_BOOKING_STATUS")
    assert (await staff.post("/staff/presales/99/refund")).status_code == 404
