"""The same news from several processes at once: told once, never more than was accepted, never more than the cap."""

from collections import Counter
from collections.abc import Iterator

import pytest

from app.core.database import Database
from devtools.wechat import StandIn
from tests.messaging.declared import TICKET, accept, books, declared, rows, tell_in
from tests.racing import race
from tests.types import AsUser, Configure, DrainJobs

PROCESSES, NEWS = 4, 12


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    with declared():
        yield


async def tell(database: Database, user_id: int, key: str) -> str | None:
    """The key, if this was the first to tell of it."""
    with declared():
        async with database.begin() as session:
            return key if await tell_in(session, user_id, key) else None


@pytest.mark.parametrize(("accepted", "daily_limit", "sent"), [(5, 10, 5), (9, 4, 4)])
async def test_told_once_within_consents_and_cap(  # noqa: PLR0917  # fixtures
    accepted: int,
    daily_limit: int,
    sent: int,
    as_user: AsUser,
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    configure: Configure,
) -> None:
    person = await as_user()
    for _ in range(accepted):
        wechat.subscribe("小明", TICKET)
        await accept(person)
    configure("messaging", daily_limit=daily_limit, quiet_hours="")
    news = [(person.id, f"N{number}") for number in range(NEWS)]
    told = [key for key in await race(database, tell, [news] * PROCESSES) if key]
    assert len(told) == len(set(told)) == NEWS
    await drain_jobs()
    assert Counter(row.status for row in await rows(database)) == {"sent": sent, "inbox": NEWS - sent}
    assert len(wechat.state.messages) == sent
    assert (await books(database, person.id))[0] == accepted - sent
