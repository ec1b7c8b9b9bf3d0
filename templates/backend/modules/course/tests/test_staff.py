"""What staff do with courses, and what their roles keep from them."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.course.factory import course, enroll
from tests.keys import new_key
from tests.types import AsStaff, AsUser

PATH = "/staff/courses"
ARTICLE = {"title": "安全须知", "kind": "article", "body": "先断电，后操作。"}


async def test_anonymous(client: httpx.AsyncClient) -> None:
    for path in (PATH, f"{PATH}/1", f"{PATH}/1/learners"):
        assert (await client.get(path)).status_code == 401


async def test_not_permitted(as_staff: AsStaff, database: Database) -> None:
    made = await course(database, published=False)
    reader, editor = (await as_staff("course.read")).client, (await as_staff("course.edit")).client
    assert (await reader.get(f"{PATH}/{made.id}")).status_code == 200
    assert (await reader.put(f"{PATH}/{made.id}", json={"title": "新"})).status_code == 403
    assert (await editor.post(f"{PATH}/{made.id}/publish")).status_code == 403
    assert (await editor.post("/staff/enrollments/1/suspend", json={"reason": "退款"})).status_code == 403
    assert (await reader.get(f"{PATH}/{made.id}")).json()["status"] == "draft"


async def test_made_filled_and_published(as_staff: AsStaff, client: httpx.AsyncClient) -> None:
    staff, key = (await as_staff("course.*")).client, new_key()
    body = {"title": "电工", "code": "DG", "outcomes": ["会接线"]}
    assert {(await staff.post(PATH, json=body, headers=key)).json()["id"] for _ in range(2)} == {1}
    refused = await staff.post(f"{PATH}/1/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "COURSE_INCOMPLETE")
    late = (await staff.post(f"{PATH}/1/chapters", json={"title": "第二章", "position": 2}, headers=new_key())).json()
    early = (await staff.post(f"{PATH}/1/chapters", json={"title": "第一章", "position": 1}, headers=new_key())).json()
    for chapter in (late, early):
        path = f"/staff/chapters/{chapter['id']}/lessons"
        (await staff.post(path, json=ARTICLE, headers=new_key())).raise_for_status()
    assert (await staff.post(f"{PATH}/1/publish")).json()["status"] == "published"
    again = await staff.post(f"{PATH}/1/publish")
    assert (again.status_code, again.json()["code"]) == (409, "COURSE_STATUS")
    shown = (await client.get("/courses/1")).json()
    assert [chapter["title"] for chapter in shown["chapters"]] == ["第一章", "第二章"]
    assert (await staff.post(f"{PATH}/1/retire")).json()["status"] == "retired"
    assert (await client.get("/courses")).json()["items"] == []
    assert [row["status"] for row in (await staff.get(f"{PATH}?status=retired")).json()["items"]] == ["retired"]


async def test_codes_are_given_once(as_staff: AsStaff) -> None:
    staff = (await as_staff("course.*")).client
    for title, code in (("电工", "DG"), ("焊工", "HG")):
        (await staff.post(PATH, json={"title": title, "code": code}, headers=new_key())).raise_for_status()
    for answer in (
        await staff.post(PATH, json={"title": "钳工", "code": "DG"}, headers=new_key()),
        await staff.put(f"{PATH}/2", json={"title": "焊工", "code": "DG"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "COURSE_CODE_TAKEN")
    assert [row["code"] for row in (await staff.get(PATH)).json()["items"]] == ["HG", "DG"]


async def test_what_is_taken_out_is_shown_no_more(as_staff: AsStaff, database: Database, as_user: AsUser) -> None:
    made, staff, person = await course(database), (await as_staff("course.*")).client, await as_user()
    await enroll(person, made.id)
    assert (await staff.delete(f"/staff/lessons/{made.closed}")).status_code == 204
    assert (await staff.delete(f"/staff/lessons/{made.closed}")).status_code == 404
    assert (await staff.delete(f"/staff/chapters/{made.chapters[1]}")).status_code == 204
    assert (await staff.delete(f"/staff/chapters/{made.chapters[1]}")).status_code == 404
    for gone in (made.closed, *made.lessons[1]):
        assert (await person.client.get(f"/lessons/{gone}")).json()["code"] == "LESSON_NOT_FOUND"
    shown = (await person.client.get(f"/courses/{made.id}")).json()
    assert [[row["id"] for row in chapter["lessons"]] for chapter in shown["chapters"]] == [[made.preview]]
    assert shown["lessons"] == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"kind": "video"}, 422, "VALIDATION_FAILED"),
        ({"body": ""}, 422, "VALIDATION_FAILED"),
        ({"file_id": 1}, 422, "VALIDATION_FAILED"),
        ({"material_ids": [2, 2]}, 422, "VALIDATION_FAILED"),
        ({"material_ids": [1]}, 404, "COURSE_FILE_NOT_FOUND"),
        ({"kind": "video", "file_id": 2}, 404, "COURSE_FILE_NOT_FOUND"),
        ({"kind": "video", "file_id": 99}, 404, "COURSE_FILE_NOT_FOUND"),
    ],
)
async def test_lessons_that_do_not_fit(
    as_staff: AsStaff, database: Database, change: dict[str, Any], status: int, code: str
) -> None:
    """File 1 is a video, file 2 a handout."""
    made, staff = await course(database), (await as_staff("course.*")).client
    for answer in (
        await staff.post(f"/staff/chapters/{made.chapters[0]}/lessons", json=ARTICLE | change, headers=new_key()),
        await staff.put(f"/staff/lessons/{made.closed}", json=ARTICLE | change),
    ):
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    shown = (await staff.get(f"{PATH}/{made.id}")).json()["chapters"][0]["lessons"]
    assert [lesson["title"] for lesson in shown] == ["1.1 实操", "1.2 要点"]


async def test_changed(as_staff: AsStaff, database: Database) -> None:
    made, staff = await course(database), (await as_staff("course.*")).client
    wanted = ARTICLE | {"material_ids": [2], "free_preview": True}
    changed = (await staff.put(f"/staff/lessons/{made.closed}", json=wanted)).raise_for_status().json()
    assert (changed["title"], changed["material_ids"], changed["free_preview"]) == ("安全须知", [2], True)
    (await staff.put(f"/staff/chapters/{made.chapters[0]}", json={"title": "绪论"})).raise_for_status()
    (await staff.put(f"{PATH}/{made.id}", json={"title": "电工入门"})).raise_for_status()
    shown = (await staff.get(f"{PATH}/{made.id}")).json()
    assert (shown["title"], shown["chapters"][0]["title"]) == ("电工入门", "绪论")
    for path in (f"{PATH}/99", "/staff/chapters/99"):
        assert (await staff.put(path, json={"title": "无"})).status_code == 404


async def test_learners(as_staff: AsStaff, database: Database, as_user: AsUser) -> None:
    made, staff, person = await course(database), (await as_staff("course.*")).client, await as_user()
    await person.client.patch("/me", json={"nickname": "王小明"})
    enrollment_id = await enroll(person, made.id)
    (row,) = (await staff.get(f"{PATH}/{made.id}/learners?status=active")).json()["items"]
    assert (row["id"], row["user_id"], row["status"]) == (enrollment_id, person.id, "active")
    assert "王小明" not in row["name"]
    path = f"/staff/enrollments/{enrollment_id}"
    assert (await staff.post(f"{path}/suspend", json={"reason": "核对身份"})).json()["status"] == "suspended"
    again = await staff.post(f"{path}/suspend", json={"reason": "核对身份"})
    assert (again.status_code, again.json()["code"]) == (409, "ENROLLMENT_STATUS")
    assert (await staff.get(f"{PATH}/{made.id}/learners?status=active")).json()["items"] == []
    assert (await staff.post(f"{path}/resume")).json()["status"] == "active"
    assert (await staff.post(f"{path}/resume")).status_code == 409
    assert (await staff.post("/staff/enrollments/99/resume")).status_code == 404
    assert (await staff.get(f"{PATH}/99/learners")).status_code == 404
