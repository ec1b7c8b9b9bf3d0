"""The same news from several processes at once: told once, never more than was accepted, never more than the cap."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from app.core.database import Database
from app.core.settings import BACKEND
from devtools.wechat import StandIn
from tests.messaging.declared import TICKET, accept, books, declared, rows
from tests.types import AsUser, DrainJobs, Person

PROCESSES, NEWS = 4, 12


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    with declared():
        yield


async def race(database: Database, person: Person, daily_limit: int) -> list[str]:
    """All processes have the same news; the keys that were told, by whichever was first."""
    keys = [f"N{number}" for number in range(NEWS)]
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.messaging.racer", database.url, str(person.id), str(daily_limit), *keys,
            cwd=BACKEND, env=dict(os.environ), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return [key for out, _ in results for key in json.loads(out)]


@pytest.mark.parametrize(("accepted", "daily_limit", "sent"), [(5, 10, 5), (9, 4, 4)])
async def test_told_once_within_consents_and_cap(  # noqa: PLR0917  # fixtures
    accepted: int,
    daily_limit: int,
    sent: int,
    as_user: AsUser,
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
) -> None:
    person = await as_user()
    for _ in range(accepted):
        wechat.subscribe("小明", TICKET)
        await accept(person)
    told = await race(database, person, daily_limit)
    assert len(told) == len(set(told)) == NEWS
    await drain_jobs()
    assert Counter(row.status for row in await rows(database)) == {"sent": sent, "inbox": NEWS - sent}
    assert len(wechat.state.messages) == sent
    assert (await books(database, person.id))[0] == accepted - sent
