"""Requests with somebody's id in them, and what they are answered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.belongings import Belongings, Owned
from tests.keys import new_key
from tests.leaks import bodies
from tests.leaks.calls import Call
from tests.types import Person

FAR = 1_000_000

Answer = tuple[int, str]
"""Status, and the body without what is of this request only."""
Around = Mapping[int, Mapping[str, Any]]
"""By person: what else the body says when it is his."""


@dataclass(frozen=True)
class Try:
    """A request in which one of the owner's ids stands in the path (`name` is a collection) or in an input."""

    call: Call
    name: str
    owned: Owned
    around: Around
    path_id: object
    """Where the id is not in the path."""
    known: Mapping[str, Any]
    """For the other inputs."""

    def __str__(self) -> str:
        return f"{self.call} with {self.name} {self.owned.id!r}"

    async def told(self, person: Person, wanted: object) -> Answer:
        """What `person` is told with the id `wanted`."""
        return told(await self.by(person, wanted), wanted)

    async def by(self, person: Person, wanted: object) -> httpx.Response:
        around = self.around.get(person.id, {})
        if self.name == self.call.collection:
            return await send(person.client, self.call, wanted, {}, self.known, around)
        return await send(person.client, self.call, self.path_id, {self.name: wanted}, self.known, around)

    def never(self, common: Mapping[str, Any]) -> object:
        """An id of the same kind that nothing has ever had."""
        return _never(self.owned.id, common)


def _never(id_: object, common: Mapping[str, Any]) -> object:
    if isinstance(id_, dict):
        return {key: value if key in common else _never(value, common) for key, value in id_.items()}
    return id_ + FAR if isinstance(id_, int) else f"{id_}"[::-1]


async def send(  # noqa: PLR0917  # what a request is made of
    client: httpx.AsyncClient,
    call: Call,
    path_id: object,
    wanted: Mapping[str, Any],
    known: Mapping[str, Any],
    around: Mapping[str, Any],
) -> httpx.Response:
    """The request with what is `wanted` in it, and as much of `known` and `around` as it takes."""
    sent: dict[str, Any] = {}
    if call.form:
        sent["files"] = {call.form: ("a.png", b"no picture")}
    elif (filled := bodies.body(call, wanted, known)) is not None:
        taken = call.resolved(call.body).get("properties", {})
        sent["json"] = filled | {key: value for key, value in around.items() if key in taken}
    headers = new_key() if call.method == "POST" else {}
    query = bodies.query(call, wanted, known)
    return await client.request(call.method, call.at(path_id), params=query, headers=headers, **sent)


def told(response: httpx.Response, wanted: object = None) -> Answer:
    """What the answer says; two that say the same are equal. A refusal may name the id that was asked for."""
    said = content(response)
    if response.is_error and isinstance(said, dict):
        said = _without(said, wanted) | {"request_id": None}
    return response.status_code, repr(said)


def content(response: httpx.Response) -> Any:  # noqa: ANN401  # JSON
    is_json = response.headers.get("content-type", "").startswith("application/json")
    return response.json() if is_json and response.content else response.text


def _without(said: Any, wanted: object) -> Any:  # noqa: ANN401  # JSON
    if isinstance(said, dict):
        return {key: _without(value, wanted) for key, value in said.items()}
    return "…" if said == wanted else said


def tries(table: list[Call], things: Belongings, around: Mapping[Owned, Around]) -> list[Try]:
    """Each of the owner's ids at each route, for customers or for everybody, that takes it."""
    found = []
    for call in table:
        if call.access in ("staff", "machine", "program"):
            continue
        names = {call.collection or "", *call.inputs}
        names |= {f"{name}.{inner}" for name in call.open_inputs for inner in things.inside.get(name, ())}
        path_id = things.known.get(call.collection or "", 1)
        found += [
            Try(call, name, owned, around[owned], path_id, things.known)
            for name in sorted(names)
            for owned in things.own.get(name, ())
        ]
    return found
