"""What members of staff get to see and do: what their roles say, and where they work."""

from collections.abc import Sequence

import httpx

from app.core.business import Role, business
from app.core.staff.roles import covers
from tests.belongings import Belongings, Owned
from tests.leaks.calls import Call
from tests.leaks.findings import Findings
from tests.leaks.tries import send
from tests.types import AsStaff, Person

ROLES = tuple(business().roles.values())  # now, before tests add theirs
NARROW = tuple(role for role in ROLES if role.scope != "all")

OWN_ACCOUNT = ("/staff/me", "/staff/password", "/staff/logout")


def guarded(table: list[Call]) -> list[Call]:
    """Whatever is neither for customers nor for everybody."""
    return [call for call in table if call.access == "staff" and call.path not in OWN_ACCOUNT]


async def without_the_permission(
    table: list[Call], things: Belongings, findings: Findings, as_staff: AsStaff, *others: httpx.AsyncClient
) -> None:
    """Refused: `others`, who are no staff; each role of the shop that lacks it; and whoever has no role at all."""
    for call in guarded(table):
        for client in others:
            answer = await client.request(call.method, call.at(_ids(call, things)[0]))
            findings.expect(call, answer.status_code, 401)
    for role in (Role(label="无"), *ROLES):
        clerk = await as_staff(*role.can, scope=role.scope)
        lacking = [call for call in guarded(table) if not _may(role.can, call)]
        await _forbidden(clerk, lacking, things, findings)


async def _forbidden(clerk: Person, lacking: list[Call], things: Belongings, findings: Findings) -> None:
    findings.listen(clerk.client)
    for call in lacking:
        answer = await clerk.client.request(call.method, call.at(_ids(call, things)[0]))
        findings.expect(call, (answer.status_code, '"FORBIDDEN"' in answer.text), (403, True))


async def hired_elsewhere(things: Belongings, as_staff: AsStaff) -> list[tuple[Role, Person]]:
    """Of each role that reaches as far as its store, or its own work: somebody who has nothing of the owner's there."""
    hired = [(role, await as_staff(*role.can, scope=role.scope)) for role in NARROW]
    for gives_work in things.elsewhere:
        for _, clerk in hired:
            await gives_work(clerk)
    return hired


async def elsewhere(
    table: list[Call], things: Belongings, findings: Findings, hired: list[tuple[Role, Person]]
) -> None:
    """What is at another store is not there for them."""
    for role, clerk in hired:
        findings.listen(clerk.client)
        for call in guarded(table):
            if _may(role.can, call):
                for path_id in _ids(call, things):
                    status = (await send(clerk.client, call, path_id, {}, things.known, {})).status_code
                    if _takes_owned(call, things):
                        findings.expect(f"{call}, from another store", status in (403, 404), wanted=True)


async def everywhere(table: list[Call], things: Belongings, findings: Findings, as_staff: AsStaff) -> None:
    """Where a role reaches everywhere it is found with the same permissions: else `elsewhere` would show nothing."""
    for role in NARROW:
        clerk = await as_staff(*role.can)
        for call in guarded(table):
            if _may(role.can, call) and _takes_owned(call, things):
                answers = [await send(clerk.client, call, id_, {}, things.known, {}) for id_ in _ids(call, things)]
                found = any(answer.status_code not in (403, 404, 422) for answer in answers)
                findings.expect(f"{call}, from everywhere", found, wanted=str(call) not in things.in_person)


def _may(can: Sequence[str], call: Call) -> bool:
    return bool(call.permissions) and all(
        permission is not None and any(covers(granted, permission) for granted in can)
        for permission in call.permissions
    )


def _owned(call: Call, things: Belongings) -> Sequence[Owned]:
    return things.own.get((call.collection or "").removeprefix("/staff"), ())


def _ids(call: Call, things: Belongings) -> list[object]:
    """Those of customers' things that the path takes; 1 where there are none."""
    return [owned.id for owned in _owned(call, things)] or [1]


def _takes_owned(call: Call, things: Belongings) -> bool:
    return bool(_owned(call, things)) or any(name in things.own for name in call.properties)
