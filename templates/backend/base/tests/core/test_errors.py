"""One shape for every refusal, and all of them in the OpenAPI document."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError

from app.core.application import api_routes
from app.core.body_limit import MAX_BYTES
from app.core.errors import AppError, raises
from app.core.openapi import refusals
from app.registry import MODULES


def shape(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert set(body) == {"code", "message", "request_id", "details"}
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return answer.status_code, body["code"], body["message"]


class TestMoreThanAnybodyNeedsToSend:
    async def test_announced(self, client: httpx.AsyncClient) -> None:
        answer = await client.post("/staff/login", content=b"x" * (MAX_BYTES + 1))

        assert shape(answer)[:2] == (413, "BODY_TOO_LARGE")

    async def test_not_announced(self, client: httpx.AsyncClient) -> None:
        async def body() -> AsyncIterator[bytes]:
            for _ in range(MAX_BYTES // 65536 + 1):
                yield b" " * 65536

        headers = {"Content-Type": "application/json"}
        answer = await client.post("/staff/login", content=body(), headers=headers)

        assert shape(answer)[:2] == (413, "BODY_TOO_LARGE")


async def test_unknown_address(client: httpx.AsyncClient) -> None:
    assert shape(await client.get("/nowhere"))[:2] == (404, "NOT_FOUND")


async def test_wrong_method(client: httpx.AsyncClient) -> None:
    answer = await client.put("/home")

    assert shape(answer)[:2] == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["Allow"] == "GET"


async def test_invalid_input_names_the_field_and_not_the_value(client: httpx.AsyncClient) -> None:
    answer = await client.post("/staff/login", json={"username": "someone", "password": ["13812345678"]})

    assert shape(answer)[:2] == (422, "VALIDATION_FAILED")
    assert [field["path"] for field in answer.json()["details"]["fields"]] == ["password"]
    assert "13812345678" not in answer.text


async def test_invalid_input_is_explained_in_chinese(client: httpx.AsyncClient) -> None:
    answer = await client.post("/staff/login", json={"username": 7})

    fields = {field["path"]: field["message"] for field in answer.json()["details"]["fields"]}
    assert fields == {"username": "应为文字", "password": "必填"}


async def test_no_json_at_all(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await client.post("/staff/login", content=b'{"username": ', headers=headers)

    assert answer.json()["details"]["fields"] == [{"path": "", "message": "不是有效的 JSON"}]


@pytest.mark.usefixtures("resources")
@pytest.mark.parametrize("body", [b'"\xff"', b'{"a":' * 3000], ids=["no UTF-8", "too deep"])
async def test_a_body_that_cannot_be_read(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/staff/login", content=body, headers={"Content-Type": "application/json"})

    assert shape(answer)[:2] == (422, "VALIDATION_FAILED")


def stranger(app: FastAPI) -> httpx.AsyncClient:
    """Who takes any answer, documented or not."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://shop.test/api/v1")


async def test_crash_tells_nothing(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> None:
        raise RuntimeError("secret 13812345678")

    monkeypatch.setattr("app.core.home.business", crash)
    async with stranger(app) as somebody:
        answer = await somebody.get("/home")

    assert answer.status_code == 500
    assert answer.json()["code"] == "INTERNAL"
    assert answer.json()["request_id"]
    assert "13812345678" not in answer.text


class Said(Exception):
    """As the driver passes on what PostgreSQL says."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__()
        self.sqlstate = sqlstate


@pytest.mark.usefixtures("resources")
@pytest.mark.parametrize(
    ("sqlstate", "expected"),
    [
        ("57P03", (503, "UNAVAILABLE")),  # starting up
        ("57P01", (503, "UNAVAILABLE")),  # shutting down
        ("08003", (503, "UNAVAILABLE")),  # the connection is gone
        ("53300", (503, "UNAVAILABLE")),  # no connection left
        ("22012", (500, "INTERNAL")),  # division by zero: a mistake of ours
    ],
)
async def test_database_that_cannot_serve_now(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, sqlstate: str, expected: tuple[int, str]
) -> None:
    def refuse() -> None:
        raise DBAPIError(None, None, Said(sqlstate))

    monkeypatch.setattr("app.core.home.business", refuse)

    async with stranger(app) as somebody:
        assert shape(await somebody.get("/home"))[:2] == expected


async def test_request_id_of_the_caller_is_kept_when_it_is_sensible(client: httpx.AsyncClient) -> None:
    kept = await client.get("/nowhere", headers={"X-Request-Id": "trace-0123456789"})
    replaced = await client.get("/nowhere", headers={"X-Request-Id": "x; drop table"})

    assert kept.json()["request_id"] == "trace-0123456789"
    assert replaced.json()["request_id"] not in ("", "x; drop table")


def test_raises_groups_by_status() -> None:
    class OutOfTea(AppError):
        status, code, message = 409, "OUT_OF_TEA", "茶卖完了"

    class OutOfCups(AppError):
        status, code, message = 409, "OUT_OF_CUPS", "杯子用完了"

    responses = raises(OutOfTea, OutOfCups)

    assert set(responses[409]["content"]["application/json"]["examples"]) == {"OUT_OF_TEA", "OUT_OF_CUPS"}
    assert responses[409]["description"] == "OUT_OF_TEA · OUT_OF_CUPS"


class TestDocument:
    def test_every_route_documents_what_its_dependencies_refuse(self, app: FastAPI) -> None:
        document = app.openapi()
        for path, route in api_routes(MODULES):
            for method in route.methods or ():
                responses = document["paths"][path][method.lower()]["responses"]
                for error in refusals(route):
                    examples = responses[str(error.status)]["content"]["application/json"]["examples"]
                    assert error.code in examples, (method, path)

    def test_every_error_has_the_one_shape(self, app: FastAPI) -> None:
        document = app.openapi()
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                for status, response in operation["responses"].items():
                    if status >= "4":
                        schema = response["content"]["application/json"]["schema"]
                        assert schema == {"$ref": "#/components/schemas/ErrorBody"}, (method, path, status)
        assert "HTTPValidationError" not in document["components"]["schemas"]

    def test_is_made_once(self, app: FastAPI) -> None:
        assert app.openapi() is app.openapi()
