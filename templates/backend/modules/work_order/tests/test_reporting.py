"""Step 13: somebody scans a machine's code, without an account, and what he shows goes along to the order."""

import secrets
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import settings
from app.modules.work_order import attachments
from app.modules.work_order.models import WorkPicture
from tests.types import AsStaff, AsUser, DrainJobs, Hand
from tests.work_order.workshop import (
    BASE,
    EVERYTHING,
    acts,
    made_ready,
    photographed,
    picture,
    reported,
    request_id_of,
    sees,
)


async def approved(boss: Any, said: dict[str, Any], **body: Any) -> int:  # noqa: ANN401  # JSON
    """The order that a report becomes."""
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}/approve"
    return int((await boss.client.post(url, json=body)).raise_for_status().json()["order_id"])


async def test_13_reported_approved_and_carried_over(client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    said = await reported(client, pictures=2)
    assert (said["status"], len(said["pictures"]), said["work_status"]) == ("submitted", 2, "")
    boss = await as_staff(EVERYTHING)
    order_id = await approved(boss, said, priority="high")
    order = await sees(boss, order_id)
    told = {"title": "漏油", "asset": "CNC-03", "priority": "high", "source": "request", "status": "open"}
    assert order.items() >= told.items()
    assert [one["url"] for one in order["pictures"]] == said["pictures"]
    assert (await client.get(urlsplit(said["pictures"][0]).path)).status_code == 404  # below /api/v1 there is none
    seen = (await client.get(f"/repair-requests/{said['code']}")).raise_for_status().json()
    assert (seen["status"], seen["work_status"], seen["work_label"]) == ("approved", "open", "待派工")


async def test_13_whoever_reported_it_accepts(client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    said = await reported(client)
    boss = await as_staff(EVERYTHING)
    order_id = await approved(boss, said)
    url = f"/repair-requests/{said['code']}"
    early = await client.post(f"{url}/verdict", json={"accepted": True})
    assert (early.status_code, early.json()["details"]) == (409, {"status": "open"})
    for action in ("take", "start"):
        (await acts(boss, order_id, action)).raise_for_status()
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="换了油封")).raise_for_status()
    waiting = (await client.get(url)).raise_for_status().json()
    assert (waiting["may_judge"], waiting["result"]) == (True, "换了油封")
    assert (await client.post(f"{url}/verdict", json={"accepted": False})).status_code == 422  # and why?
    body = {"accepted": False, "reason": "还在漏"}
    again = (await client.post(f"{url}/verdict", json=body)).raise_for_status().json()
    assert (again["work_status"], again["may_judge"]) == ("in_progress", False)
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="又换了一次")).raise_for_status()
    assert (await client.post(f"{url}/verdict", json={"accepted": True})).json()["work_status"] == "closed"
    told = [(line["label"], line["who"], line["text"]) for line in (await sees(boss, order_id))["history"]]
    assert ("验收不通过", "报修人", "还在漏") in told
    assert told[-1] == ("验收通过", "报修人", "报修人验收")


async def test_13_refused_with_a_reason(client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    said = await reported(client)
    boss = await as_staff(EVERYTHING)
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}"
    assert (await boss.client.post(f"{url}/refuse", json={"reason": " "})).status_code == 422
    (await boss.client.post(f"{url}/refuse", json={"reason": "已在保养计划里"})).raise_for_status()
    seen = (await client.get(f"/repair-requests/{said['code']}")).raise_for_status().json()
    assert (seen["status"], seen["reason"], seen["work_status"]) == ("refused", "已在保养计划里", "")
    for action, body in (("approve", {}), ("refuse", {"reason": "x"})):
        again = await boss.client.post(f"{url}/{action}", json=body)
        assert (again.status_code, again.json()["details"]) == (409, {"status": "refused"})
    items = (await boss.client.get(BASE)).raise_for_status().json()["items"]
    assert items == []  # what could not be approved left no order
    judged = await client.post(f"/repair-requests/{said['code']}/verdict", json={"accepted": True})
    assert (judged.status_code, judged.json()["details"]) == (409, {"status": "refused"})


async def test_one_attempt_is_one_report(client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    attempt = secrets.token_hex(16)
    codes = {(await reported(client, attempt=attempt))["code"] for _ in range(3)}
    assert len(codes) == 1
    boss = await as_staff(EVERYTHING)
    items = (await boss.client.get("/staff/repair-requests?status=submitted")).raise_for_status().json()["items"]
    assert len(items) == 1
    assert (await boss.client.get("/staff/repair-requests?status=refused")).json()["items"] == []


async def test_a_code_cannot_be_guessed(client: httpx.AsyncClient) -> None:
    code = (await reported(client))["code"]
    assert len(code) >= 22
    for wrong in (code[:-1], code[::-1], "1"):
        answer = await client.get(f"/repair-requests/{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (404, "REPAIR_REQUEST_NOT_FOUND")


async def test_pictures_are_used_once(client: httpx.AsyncClient) -> None:
    key = await photographed(client)
    await reported(client, picture_keys=[key])
    for keys in ([key], ["nonsense"]):
        body = {"asset": "A", "description": "x", "picture_keys": keys, "attempt": secrets.token_hex(16)}
        refused = await client.post("/repair-requests", json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "ATTACHMENT_UNKNOWN")
    many = [await photographed(client) for _ in range(4)]
    body = {"asset": "A", "description": "x", "picture_keys": many, "attempt": secrets.token_hex(16)}
    refused = await client.post("/repair-requests", json=body)
    assert (refused.status_code, refused.json()["details"]) == (422, {"limit": 3})


async def test_pictures_that_nobody_sent_are_forgotten(
    client: httpx.AsyncClient, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    kept = await photographed(client)
    await reported(client, picture_keys=[kept])
    await photographed(client)
    async with database.read() as session:
        names = list(await session.scalars(sa.select(WorkPicture.name).order_by(WorkPicture.id)))
    clock_hand.advance(hours=25)
    async with database.begin() as session:
        await attachments.forget_unused(session, {})
    await drain_jobs()
    async with database.read() as session:
        assert list(await session.scalars(sa.select(WorkPicture.key))) == [kept]
    assert [(settings().media_dir / name).exists() for name in names] == [True, False]


async def test_what_is_no_picture(client: httpx.AsyncClient) -> None:
    answer = await client.post("/repair-requests/pictures", files={"file": ("a.png", b"no picture")})
    assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")


async def test_one_address_does_not_flood(client: httpx.AsyncClient) -> None:
    """The limit is for each network address, so that nobody can fill the list."""
    body = {"asset": "A", "description": "x"}
    answers = [
        await client.post("/repair-requests", json={**body, "attempt": secrets.token_hex(16)}) for _ in range(31)
    ]
    assert [answer.status_code for answer in answers] == [201] * 30 + [429]
    for _ in range(60):
        last = await client.post("/repair-requests/pictures", files=picture())
        assert last.status_code == 201
    assert (await client.post("/repair-requests/pictures", files=picture())).status_code == 429


@pytest.mark.parametrize("wrong", [{"description": " "}, {"asset": "x" * 41}, {"attempt": "short"}, {"more": 1}])
async def test_bad_reports(client: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    body = {"asset": "A", "description": "x", "attempt": secrets.token_hex(16), **wrong}
    assert (await client.post("/repair-requests", json=body)).status_code == 422


async def test_the_first_who_follows_is_told(client: httpx.AsyncClient, as_user: AsUser) -> None:
    url = f"/repair-requests/{(await reported(client))['code']}/follow"
    assert (await client.post(url)).status_code == 401
    one, other = await as_user("小红"), await as_user("小明")
    for person in (one, other):
        assert (await person.client.post(url)).raise_for_status().json()["followed"]
    mine = [(await person.client.get("/me/export")).raise_for_status().json() for person in (one, other)]
    assert [len(copy["work_orders"]["followed"]) for copy in mine] == [1, 0]


async def test_who_leaves_is_not_told_any_more(client: httpx.AsyncClient, as_user: AsUser) -> None:
    url = f"/repair-requests/{(await reported(client))['code']}"
    person = await as_user("小红")
    (await person.client.post(f"{url}/follow")).raise_for_status()
    (await person.client.delete("/me")).raise_for_status()
    assert not (await client.get(url)).raise_for_status().json()["followed"]
