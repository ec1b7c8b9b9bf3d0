"""Nobody gets at what is somebody else's: every route, with every role, and the ids of another customer's things.

What is checked follows from the route table. A new route is checked by itself, as soon as a `belongings.py` says whose
the things are that it takes ids of.
"""

import httpx
import pytest
from fastapi import FastAPI

from app.core import privacy
from app.core.database import Database
from devtools.wechat import StandIn
from tests.belongings import Shop, everything, modules
from tests.leaks import customers, roles
from tests.leaks.calls import calls, unnamed
from tests.leaks.findings import Findings
from tests.leaks.rows import all_rows, rows_of
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person

OWNER, STRANGER = "物主", "旁人"
OF_MODULES = modules()  # now, as some bring routes for their tests: the application is put together later


@pytest.fixture
async def shop(  # noqa: PLR0917  # whatever makes things
    app: FastAPI,
    client: httpx.AsyncClient,
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    configure: Configure,
    wechat: StandIn,
    clock_hand: Hand,
) -> Shop:
    if all(call.access != "user" for call in calls(app)):
        nobody = Person(0, client)  # a shop without customers
        return Shop(nobody, nobody, OWNER, as_user, as_staff, database, drain_jobs, configure, wechat)
    everything_agreed = tuple(purpose.id for purpose in privacy.purposes())
    owner = await as_user(OWNER, consents=everything_agreed)
    clock_hand.advance(minutes=1)  # and then it stands still, so that nothing changes by itself
    stranger = await as_user(STRANGER, consents=everything_agreed)
    return Shop(owner, stranger, OWNER, as_user, as_staff, database, drain_jobs, configure, wechat)


async def test_nothing_leaks(app: FastAPI, shop: Shop, client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    table, things = calls(app), await everything(OF_MODULES, shop)
    missing = unnamed(table, things)
    assert not missing, "\n".join(missing)
    findings = Findings(things)
    cast = await customers.cast(table, things, shop, client)
    clerk = await as_staff("*")
    hired = await roles.hired_elsewhere(things, as_staff)
    findings.listen(shop.stranger.client, client)

    before = await all_rows(shop.database)
    await customers.strangers(cast, findings)
    await customers.not_signed_in(cast, findings, client, clerk.client)
    await customers.no_machines(cast, findings, client, clerk.client, shop.owner.client)
    await roles.without_the_permission(table, things, findings, as_staff, client, shop.stranger.client)
    await roles.elsewhere(table, things, findings, hired)
    await customers.lists(cast, findings)
    findings.unchanged(before, await all_rows(shop.database))

    await customers.friends(cast, findings)
    before = await rows_of(shop.database, shop.owner.id)
    await customers.without_ids(cast, findings)
    findings.unchanged(before, await rows_of(shop.database, shop.owner.id))
    await customers.owner(cast, findings)
    await roles.everywhere(table, things, findings, as_staff)
    assert not findings.found, "\n".join(findings.found)
