"""Other businesses, for tests: a program with a key, and a receiver of messages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import httpx

from app.core import clock
from app.modules.open_api.signing import RECEIVING
from tests.types import OpenClient, Person

KEYS, HOOKS, DELIVERIES = "/staff/api-keys", "/staff/webhooks", "/staff/webhook-deliveries"
EVERYTHING = "open_api.*"
URL = "http://partner.example.com/hooks"
EVENT = "batch.published"
RULES: dict[str, Any] = {"rate": "1000/minute", "attempts": 4, "overlap": "24h", "keep_for": "30d"}


async def given(boss: Person, *scopes: str, name: str = "客户甲", **fields: Any) -> str:  # noqa: ANN401  # JSON
    """A key."""
    made = await boss.client.post(KEYS, json={"name": name, "scopes": list(scopes), **fields})
    return str(made.raise_for_status().json()["token"])


async def program(boss: Person, open_client: OpenClient, *scopes: str, **fields: Any) -> httpx.AsyncClient:  # noqa: ANN401  # JSON
    return await open_client(await given(boss, *scopes, **fields))


@dataclass
class Receiver(httpx.AsyncBaseTransport):
    """Answers what it is told to, in turn, and then 204; keeps what it got."""

    answers: list[int | Exception] = field(default_factory=list)
    got: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.got.append(request)
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer)

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.got]


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """As the documentation says that a receiver finds out, by the clock of the test."""
    names: dict[str, Any] = {}
    exec(RECEIVING, names)  # noqa: S102  # our own documentation
    names["time"] = SimpleNamespace(time=lambda: clock.now().timestamp())
    return bool(names["is_genuine"](secret, headers, body))
