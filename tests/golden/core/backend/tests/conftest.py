"""What every test may use.

`client`: HTTP without credentials, relative to /api/v1. `as_user()`, `as_staff(…)`: the same, signed in.
`console(…)`: staff at /admin/.
`database`, `drain_jobs()`, `clock_hand` (the time), `configure()` (rules of business.toml), `wechat` (the stand-in for
WeChat behind every outgoing call).
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import cast

import httpx
import hypothesis
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from fastapi import FastAPI

from tests import environment  # isort: skip  # before the application, which reads it

from app.core import business as business_module
from app.core import clock, http
from app.core import database as database_module
from app.core.application import API, create_app
from app.core.auth import open_session
from app.core.database import Database
from app.core.jobs import Job
from app.core.jobs.worker import Worker
from app.core.rate_limit import RateLimiter
from app.core.resources import Resources
from app.core.settings import settings
from app.core.staff import passwords
from app.core.staff.model import StaffAccount, StaffRole
from app.permissions import PERMISSIONS
from app.registry import MODULES
from devtools.wechat import StandIn
from devtools.wechat import create_app as create_standin
from tests import clean, worded
from tests.console import Console
from tests.documented import Documented
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, OpenClient, OpenConsole, Person

hypothesis.settings.register_profile("tests", deadline=None, max_examples=50)
hypothesis.settings.load_profile("tests")


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Argon2 takes its time on purpose; not here."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_NOBODY", cheap.hash("nobody"))
        yield


@pytest.fixture(scope="session", autouse=True)
def audit_in_words() -> Iterator[None]:
    """No test may put on record what staff could not read."""
    with worded.every_entry():
        yield


@pytest.fixture(scope="session")
def migrated() -> str:
    """The address of a database that is migrated and empty."""
    url = settings().database_url
    if not clean.is_sqlite():
        asyncio.run(clean.reset(url))
    clean.migrate(url)
    return url


@pytest.fixture(scope="session")
def engines() -> Iterator[clean.Engines]:
    engines = clean.Engines()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_module, "open_engine", engines.open)
        yield engines


@pytest.fixture
async def database_url(migrated: str, engines: clean.Engines) -> AsyncIterator[str]:
    """The address of this test's own clean database."""
    engines.next_test()
    if clean.is_sqlite():
        yield clean.copy_of(migrated, environment.FOLDER / "test.db")
        return
    yield migrated
    await clean.empty(migrated)


@pytest.fixture(scope="session")
def app() -> FastAPI:
    return create_app(MODULES, PERMISSIONS)


@pytest.fixture(scope="session")
def documented(app: FastAPI) -> Documented:
    return Documented(app)


class _Current:
    """Whichever stand-in the test that runs has: one application serves them all, for making one takes its time."""

    standin: StandIn | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.standin, name)


_CURRENT = _Current()


@pytest.fixture(scope="session")
def wechat_app() -> FastAPI:
    return create_standin(cast("StandIn", _CURRENT), deliver=False)


@pytest.fixture
async def resources(app: FastAPI, database_url: str, wechat: StandIn, wechat_app: FastAPI) -> AsyncIterator[Resources]:
    """The running application's resources: its database, its clients."""
    _CURRENT.standin = wechat
    http.route_through(httpx.ASGITransport(wechat_app))
    app.state.database_url = database_url
    async with app.router.lifespan_context(app):
        yield app.state.resources
    http.route_through(None)


@pytest.fixture
def database(resources: Resources) -> Database:
    return resources.get(Database)


@pytest.fixture
def limiter(resources: Resources) -> RateLimiter:
    return resources.get(RateLimiter)


@pytest.fixture
async def wechat(app: FastAPI) -> AsyncIterator[StandIn]:
    """The stand-in for WeChat; it delivers callbacks when told to: `await wechat.deliver_due()`."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=environment.ORIGIN) as shop:
        yield StandIn(environment.KEYS, client=shop)


@pytest.fixture
async def open_client(app: FastAPI, resources: Resources, documented: Documented) -> AsyncIterator[OpenClient]:
    """A client at /api/v1 that insists on documented errors: `await open_client(token)`."""
    del resources
    async with AsyncExitStack() as stack:

        async def open_one(token: str | None = None) -> httpx.AsyncClient:
            return await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app, raise_app_exceptions=True),
                    base_url=environment.ORIGIN + API,
                    headers={"Authorization": f"Bearer {token}"} if token else {},
                    event_hooks={"response": [documented]},
                )
            )

        yield open_one


@pytest.fixture
async def client(open_client: OpenClient) -> httpx.AsyncClient:
    """Somebody who is not signed in."""
    return await open_client()


@pytest.fixture
def as_user(open_client: OpenClient) -> AsUser:
    """A customer, signed in through WeChat: `await as_user()`, `await as_user("小红")`; one name is one person.

    `consents=("address",)` agrees to these purposes on the way.
    """

    async def sign_in(name: str = "小明", *, consents: tuple[str, ...] = ()) -> Person:
        stranger = await open_client()
        answer = (await stranger.post("/auth/wx-login", json={"code": f"person:{name}"})).raise_for_status().json()
        client = await open_client(answer["token"])
        if consents:
            offered = (await client.get("/me/consents")).raise_for_status().json()["items"]
            for item in offered:
                if item["purpose"] in consents:
                    body = {"version": item["version"]}
                    (await client.put(f"/me/consents/{item['purpose']}", json=body)).raise_for_status()
        return Person(answer["user"]["id"], client)

    return sign_in


@pytest.fixture
def as_staff(database: Database, open_client: OpenClient, configure: Configure) -> AsStaff:
    """Somebody whose role may do exactly that: `await as_staff("order.read", "order.cancel")`; "*" may do all."""

    async def sign_in(*permissions: str, scope: str = "all") -> Person:
        role = f"test_{zlib.crc32(repr((permissions, scope)).encode())}"  # the same may do the same, and nobody else
        configure(roles={role: {"label": "测试", "can": permissions, "scope": scope}})
        async with database.begin() as session:
            number = await session.scalar(sa.select(sa.func.count()).select_from(StaffAccount))
            account = StaffAccount(
                username=f"staff{number}",
                name="测试员工",
                password_hash="",
                must_change_password=False,
                created_at=clock.now(),
                roles=[StaffRole(role=role)],
            )
            session.add(account)
            await session.flush()
            token, _ = await open_session(session, "staff", account.id, timedelta(hours=12))
            staff_id = account.id
        return Person(staff_id, await open_client(token))

    return sign_in


@pytest.fixture
async def console(app: FastAPI, as_staff: AsStaff) -> AsyncIterator[OpenConsole]:
    """Somebody at /admin/ whose role may do exactly that: `await console("order.read")`."""
    async with AsyncExitStack() as stack:

        async def open_one(*permissions: str, scope: str = "all") -> Console:
            staff = await as_staff(*permissions, scope=scope)
            token = staff.client.headers["Authorization"].removeprefix("Bearer ")
            transport = httpx.ASGITransport(app)
            client = httpx.AsyncClient(transport=transport, base_url=environment.ORIGIN, cookies={"console": token})
            (await (await stack.enter_async_context(client)).get("/admin/")).raise_for_status()
            return Console(client, staff.id)

        yield open_one


@pytest.fixture
def drain_jobs(resources: Resources) -> DrainJobs:
    """Run what is due by the clock until nothing is: `await drain_jobs()` says how many rows were run.

    Raises AssertionError when a handler failed, unless `failing=True`.
    """

    async def drain(*, failing: bool = False) -> int:
        database = resources.get(Database)
        worker = Worker(database, resources)
        done = 0
        while taken := await worker.run_batch():
            done += taken
        async with database.read() as session:
            failed = list(await session.execute(sa.select(Job.key, Job.error).where(Job.failures > 0)))
        assert failing or not failed, failed
        return done

    return drain


@pytest.fixture
def clock_hand() -> Iterator[Hand]:
    """Stops the clock and moves it: `clock_hand.advance(minutes=31)`."""
    hand = Hand()
    clock.use(hand)
    yield hand
    clock.use(None)


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """`configure("order", payment_timeout="10m")`: other rules for a module. `configure(roles={…})` adds roles."""

    def change(module: str = "", *, roles: dict[str, object] | None = None, **rules: object) -> None:
        current = business_module.business().model_dump()
        if module:
            current["modules"] = {**current["modules"], module: {**current["modules"].get(module, {}), **rules}}
        current["roles"] = {**current["roles"], **(roles or {})}
        changed = business_module.Business.model_validate(current)
        monkeypatch.setattr(business_module, "_current", changed)

    return change
