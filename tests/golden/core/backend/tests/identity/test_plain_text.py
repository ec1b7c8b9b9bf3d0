"""U+0000 in what clients send: the same refusal on every database."""

import httpx
import pytest
from fastapi import FastAPI

from tests.environment import ORIGIN
from tests.types import AsUser, Person


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user()


def refused(answer: httpx.Response) -> list[str]:
    """The paths that a refusal names."""
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "VALIDATION_FAILED")
    assert set(body) == {"code", "message", "request_id", "details"}
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return [field["path"] for field in body["details"]["fields"]]


async def test_json(person: Person) -> None:
    assert refused(await person.client.put("/me", json={"nickname": "小\0明"})) == ["nickname"]


async def test_json_inside(client: httpx.AsyncClient) -> None:
    body = {"username": "a", "password": ["x", {"deep": "b\0"}, {"\0": 1}]}

    assert sorted(refused(await client.post("/staff/login", json=body))) == ["password.1.deep", "password.2"]


async def test_json_in_another_encoding(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    body = r'{"username": "a\u0000", "password": "b"}'.encode("utf-16")

    assert refused(await client.post("/staff/login", content=body, headers=headers)) == ["username"]


async def test_query_and_path(person: Person) -> None:
    assert refused(await person.client.put("/me", params={"q": "\0"})) == ["q"]
    assert refused(await person.client.put("/me/consents/a%00b", json={"version": 1})) == [""]


@pytest.mark.parametrize("files", [None, {"file": ("a.png", b"a", "image/png")}], ids=["urlencoded", "multipart"])
@pytest.mark.usefixtures("resources")
async def test_form(app: FastAPI, files: dict[str, tuple[str, bytes, str]] | None) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as browser:
        answer = await browser.post("/admin/login", data={"username": "a\0", "password": "b"}, files=files)

    assert refused(answer) == ["username"]


async def test_text_about_it_is_no_nul(person: Person) -> None:
    answer = await person.client.put("/me", json={"nickname": r"\u0000 %00"})

    assert (answer.status_code, answer.json()["nickname"]) == (200, r"\u0000 %00")


async def test_a_file_may_hold_any_byte(person: Person) -> None:
    answer = await person.client.post("/me/avatar", files={"file": ("a.png", b"\0\0", "image/png")})

    assert answer.json()["code"] == "PICTURE_INVALID"
