"""What customers, and people who are not signed in, get to see and change of what is somebody else's."""

import itertools
from dataclasses import dataclass

import httpx

from tests.belongings import Belongings, Shop
from tests.leaks.calls import Call
from tests.leaks.findings import Findings
from tests.leaks.tries import Answer, Try, content, send, told, tries
from tests.types import Person

METHODS = ("GET", "PUT", "PATCH", "POST", "DELETE")
"""In the order in which the owner does what he may: what is deleted is gone."""


@dataclass(frozen=True)
class Cast:
    """Who tries what."""

    owner: Person
    stranger: Person
    nobody: Person
    table: list[Call]
    tries: list[Try]
    things: Belongings


async def cast(table: list[Call], things: Belongings, shop: Shop, anonymous: httpx.AsyncClient) -> Cast:
    people = (shop.owner, shop.stranger)
    every = [owned for several in things.own.values() for owned in several]
    around = {owned: {person.id: await owned.around(person) for person in people} for owned in every}
    return Cast(*people, Person(0, anonymous), table, tries(table, things, around), things)


async def strangers(cast: Cast, findings: Findings) -> None:
    """With an id of the owner's they get what they get with an id that never was."""
    never: dict[tuple[object, ...], Answer] = {}
    for one in cast.tries:
        if one.call.collection in cast.things.shared:
            continue
        people = [cast.stranger] if one.call.access == "user" else [cast.stranger, cast.nobody]
        for person in people:
            asked = (one.call, one.name, one.owned.around, person)
            if asked not in never:
                never[asked] = await one.told(person, one.never(cast.things.common))
            mine = await one.told(person, one.owned.id)
            findings.expect(one, mine, never[asked])
            if "VALIDATION_FAILED" in mine[1]:
                findings.found.append(f"{one}: the request is refused, {mine}; give its schema an example that passes")


async def not_signed_in(cast: Cast, findings: Findings, *clients: httpx.AsyncClient) -> None:
    """What is for customers answers nobody else: neither the anonymous nor staff."""
    for call, client in itertools.product(cast.table, clients):
        if call.access == "user":
            path_id = next((owned.id for owned in cast.things.own.get(call.collection or "", ())), 1)
            findings.expect(call, (await client.request(call.method, call.at(path_id))).status_code, 401)


async def no_machines(cast: Cast, findings: Findings, *clients: httpx.AsyncClient) -> None:
    """What is for machines and programs, by credentials of their own, answers no person."""
    for call, client in itertools.product(cast.table, clients):
        if call.access in ("machine", "program"):
            findings.expect(call, (await client.request(call.method, call.at(1))).status_code, 401)


async def lists(cast: Cast, findings: Findings) -> None:
    """What is the customer's own is another thing for each, with nothing in both."""
    for call in cast.table:
        if call.method != "GET" or call.access != "user" or call.collection or call.required:
            continue
        if call.path in cast.things.common:
            continue
        mine, his = await cast.owner.client.get(call.path), await cast.stranger.client.get(call.path)
        if told(mine) == told(his):
            findings.found.append(
                f"{call}: the owner sees what everybody sees, {told(mine)}; make him something that is shown there"
                " in a belongings.py, or name the path there in `common`"
            )
        both = _items(content(mine), cast.things) & _items(content(his), cast.things)
        if both:
            findings.found.append(f"{call}: in the lists of two customers there is {sorted(both)}")


async def without_ids(cast: Cast, findings: Findings) -> None:
    """A stranger does whatever customers can do without an id of theirs, and leaves in the end."""
    writing = [call for call in cast.table if call.access == "user" and not call.collection and call.method != "GET"]
    for call in sorted(writing, key=lambda call: (METHODS.index(call.method), -len(call.path))):
        answer = await send(cast.stranger.client, call, None, {}, cast.things.common, {})
        if "VALIDATION_FAILED" in answer.text:
            findings.found.append(f"{call} is refused, {answer.text}; give its schema an example that passes")


def _items(said: object, things: Belongings) -> set[str]:
    """Whatever has an id and stands in a list of customers' things, at whatever depth."""
    if isinstance(said, dict):
        return {item for name, inner in said.items() if name not in things.common for item in _items(inner, things)}
    if isinstance(said, list):
        listed = {repr(one) for one in said if isinstance(one, dict) and one.keys() & {"id", "code"}}
        return listed.union(*(_items(inner, things) for inner in said))
    return set()


async def friends(cast: Cast, findings: Findings) -> None:
    """Who has the code of something shared may use it; what he hears of is checked by `findings`."""
    for one in cast.tries:
        if one.call.collection in cast.things.shared:
            status = (await one.by(cast.stranger, one.owned.id)).status_code
            findings.expect(one, status < 400, wanted=True)


async def owner(cast: Cast, findings: Findings) -> None:
    """Each route answers the owner for one of his ids at least: otherwise all of the above would show nothing."""
    alive: dict[tuple[Call, str], bool] = {}
    for one in sorted(cast.tries, key=lambda one: METHODS.index(one.call.method)):
        at = (one.call, one.name)
        if not alive.get(at):
            never = await one.told(cast.owner, one.never(cast.things.common))
            alive[at] = await one.told(cast.owner, one.owned.id) != never
    findings.found += [
        f"{call}: even the owner is answered as if his {name} had never been;"
        " make him one in a belongings.py for which this route does something"
        for (call, name), is_alive in alive.items()
        if not is_alive
    ]
