"""Members of staff: signing in, passwords, roles, and the check in front of every staff route."""

import asyncio

import httpx
import pytest
import sqlalchemy as sa

from app.core import audit
from app.core.application import api_routes
from app.core.audit import AuditEntry
from app.core.auth import Session
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.openapi import access_of
from app.core.staff import service
from app.core.staff.model import StaffAccount
from app.core.staff.permissions import Permission, check_permissions
from app.core.staff.principal import REQUIRED
from app.core.staff.roles import covers, scope_of
from app.registry import MODULES
from tests import clean
from tests.types import AsStaff, AsUser, Configure, Hand, OpenClient

NEW = "correct horse battery"


async def sign_in(client: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    return await client.post("/staff/login", json={"username": username, "password": password})


@pytest.fixture
async def owner(client: httpx.AsyncClient, database: Database, open_client: OpenClient) -> httpx.AsyncClient:
    """The owner's client after the first password was changed to NEW."""
    _, password = await service.first_owner(database) or ("", "")
    token = (await sign_in(client, "owner", password)).json()["token"]
    first = await open_client(token)
    assert (await first.post("/staff/password", json={"old": password, "new": NEW})).status_code == 204
    return await open_client((await sign_in(client, "owner", NEW)).json()["token"])


class TestFirstOwner:
    async def test_is_made_once(self, database: Database) -> None:
        created = await service.first_owner(database)

        assert created is not None
        assert created[0] == "owner"
        assert await service.first_owner(database) is None

    async def test_is_made_beside_other_staff(self, database: Database, as_staff: AsStaff) -> None:
        """Who came with demo data can let nobody in."""
        await as_staff("staff.manage")
        assert await service.first_owner(database) is not None

    async def test_two_processes_make_one(self, database: Database) -> None:
        created = await asyncio.gather(*(service.first_owner(database) for _ in range(3)))

        assert sum(one is not None for one in created) == 1

    async def test_can_do_nothing_before_the_password_is_changed(
        self, client: httpx.AsyncClient, database: Database, open_client: OpenClient
    ) -> None:
        _, password = await service.first_owner(database) or ("", "")
        answer = (await sign_in(client, "owner", password)).json()
        assert answer["must_change_password"] is True
        owner = await open_client(answer["token"])

        assert (await owner.get("/staff/me")).json()["must_change_password"] is True
        for path, route in staff_routes():
            refused = await owner.request(next(iter(route)), path)
            assert (refused.status_code, refused.json()["code"]) == (403, "PASSWORD_CHANGE_REQUIRED"), path

    async def test_after_the_change(self, owner: httpx.AsyncClient) -> None:
        me = (await owner.get("/staff/me")).json()

        assert (me["must_change_password"], me["roles"]) == (False, ["owner"])
        assert {"staff.manage", "audit.read"} <= set(me["permissions"])


class TestSignIn:
    @pytest.mark.parametrize(("username", "password"), [("owner", "wrong"), ("nobody", NEW)])
    async def test_wrong(self, client: httpx.AsyncClient, database: Database, username: str, password: str) -> None:
        await service.first_owner(database)

        answer = await sign_in(client, username, password)

        assert (answer.status_code, answer.json()["code"]) == (401, "CREDENTIALS_INVALID")

    async def test_guessing_is_limited_for_one_name_wherever_it_comes_from(
        self, client: httpx.AsyncClient, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        del owner
        addresses = iter(range(100))
        monkeypatch.setattr("app.core.rate_limit.client_address", lambda _: f"10.0.0.{next(addresses)}")
        for _ in range(10):
            assert (await sign_in(client, "owner", "wrong")).status_code == 401

        assert (await sign_in(client, "owner", NEW)).status_code == 429
        assert (await sign_in(client, "somebody", "wrong")).status_code == 401

    async def test_guessing_is_limited_for_one_address(self, client: httpx.AsyncClient) -> None:
        answers = [await sign_in(client, f"name{number}", "wrong") for number in range(11)]

        assert [answer.status_code for answer in answers] == [401] * 10 + [429]

    async def test_is_on_record(self, owner: httpx.AsyncClient, database: Database) -> None:
        del owner
        async with database.read() as session:
            actions = list(await session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)))
        assert actions == ["staff.hire", "staff.sign_in", "staff.change_password", "staff.sign_in"]

    async def test_ends_after_a_day_at_work(self, owner: httpx.AsyncClient, clock_hand: Hand) -> None:
        clock_hand.advance(hours=13)

        assert (await owner.get("/staff/me")).status_code == 401

    async def test_signs_out(self, owner: httpx.AsyncClient) -> None:
        assert (await owner.post("/staff/logout")).status_code == 204
        assert (await owner.get("/staff/me")).status_code == 401

    async def test_customer_is_no_staff(self, as_user: AsUser) -> None:
        assert (await (await as_user()).client.get("/staff/me")).status_code == 401


class TestPassword:
    async def test_wrong_old_one(self, owner: httpx.AsyncClient) -> None:
        answer = await owner.post("/staff/password", json={"old": "wrong", "new": "another long one"})

        assert answer.json()["code"] == "CREDENTIALS_INVALID"

    @pytest.mark.parametrize("new", [NEW, "the OWNER's word", "owner owner owner"])
    async def test_weak(self, owner: httpx.AsyncClient, new: str) -> None:
        answer = await owner.post("/staff/password", json={"old": NEW, "new": new})

        assert (answer.status_code, answer.json()["code"]) == (422, "PASSWORD_WEAK")

    async def test_change_ends_every_session(self, owner: httpx.AsyncClient, database: Database) -> None:
        assert (await owner.post("/staff/password", json={"old": NEW, "new": "another long one"})).status_code == 204

        assert (await owner.get("/staff/me")).status_code == 401
        async with database.read() as session:
            assert not list(await session.scalars(sa.select(Session)))

    async def test_is_stored_as_argon2(self, owner: httpx.AsyncClient, database: Database) -> None:
        del owner
        async with database.read() as session:
            stored = await session.scalar(sa.select(StaffAccount.password_hash))
        assert stored is not None
        assert stored.startswith("$argon2id$")

    async def test_reset(self, client: httpx.AsyncClient, owner: httpx.AsyncClient, database: Database) -> None:
        password = await service.reset_password(database, SYSTEM, 1)

        assert (await owner.get("/staff/me")).status_code == 401
        assert (await sign_in(client, "owner", NEW)).status_code == 401
        assert (await sign_in(client, "owner", password)).json()["must_change_password"] is True


class TestAccounts:
    async def test_hire(self, client: httpx.AsyncClient, database: Database, configure: Configure) -> None:
        configure(roles={"clerk": {"label": "店员", "can": ["audit.read"]}})
        _, password = await service.hire(database, SYSTEM, "xiaoli", "小李", ["clerk"])

        answer = (await sign_in(client, "xiaoli", password)).json()

        assert answer["must_change_password"] is True

    async def test_name_is_taken(self, database: Database) -> None:
        hired = await asyncio.gather(
            *(service.hire(database, SYSTEM, "xiaoli", "小李", []) for _ in range(3)), return_exceptions=True
        )

        assert sum(isinstance(one, service.UsernameTaken) for one in hired) == 2

    async def test_unknown_role(self, database: Database) -> None:
        with pytest.raises(service.RoleUnknown):
            await service.hire(database, SYSTEM, "xiaoli", "小李", ["emperor"])

    async def test_let_go(self, as_staff: AsStaff, database: Database) -> None:
        await service.first_owner(database)
        clerk = await as_staff("audit.read")
        async with database.begin() as session:
            await service.set_active(session, SYSTEM, clerk.id, active=False)

        assert (await clerk.client.get("/staff/me")).status_code == 401

    async def test_roles_count_from_the_next_request_on(
        self, as_staff: AsStaff, database: Database, configure: Configure
    ) -> None:
        configure(roles={"nothing": {"label": "无", "can": []}})
        await service.first_owner(database)
        clerk = await as_staff("audit.read")
        async with database.begin() as session:
            await service.set_roles(session, SYSTEM, clerk.id, ["nothing"])

        assert (await clerk.client.get("/staff/me")).json()["permissions"] == []

    async def test_two_owners_cannot_dismiss_each_other(self, database: Database) -> None:
        await service.first_owner(database)
        await service.hire(database, SYSTEM, "second", "第二位负责人", ["owner"])

        async def dismiss(staff_id: int) -> None:
            async with database.begin() as session:
                await service.set_active(session, SYSTEM, staff_id, active=False)

        outcomes = await asyncio.gather(dismiss(1), dismiss(2), return_exceptions=True)

        assert [type(outcome) for outcome in outcomes if outcome] == [service.LastOwner]

    async def test_last_owner_stays_owner(self, database: Database) -> None:
        await service.first_owner(database)
        with pytest.raises(service.LastOwner):
            async with database.begin() as session:
                await service.set_roles(session, SYSTEM, 1, [])


def staff_routes() -> list[tuple[str, set[str]]]:
    """Path, with 1 for every number in it, and methods of each route that asks for a permission."""
    found = []
    for path, route in api_routes(MODULES):
        if access_of(route) == {"staff"} and not path.endswith(("/staff/me", "/staff/password", "/staff/logout")):
            parts = ["1" if part.startswith("{") else part for part in path.removeprefix("/api/v1").split("/")]
            found.append(("/".join(parts), set(route.methods or ())))
    return found


class TestRoles:
    @pytest.mark.parametrize(
        ("granted", "permission", "expected"),
        [
            ("order.read", "order.read", True),
            ("order.read", "order.cancel", False),
            ("order.*", "order.cancel", True),
            ("order.*", "orders.cancel", False),
            ("order*", "order.cancel", False),
            ("*", "anything.at_all", True),
        ],
    )
    def test_covers(self, *, granted: str, permission: str, expected: bool) -> None:
        assert covers(granted, permission) is expected

    def test_widest_scope_of_the_roles_that_have_it(self, configure: Configure) -> None:
        configure(
            roles={
                "courier": {"label": "配送", "can": ["order.read"], "scope": "self"},
                "clerk": {"label": "店员", "can": ["order.*"], "scope": "store"},
                "auditor": {"label": "审计", "can": ["audit.read"], "scope": "all"},
            }
        )

        assert scope_of(["courier", "auditor"], "order.read") == "self"
        assert scope_of(["courier", "clerk", "auditor"], "order.read") == "store"
        assert scope_of(["courier"], "order.cancel") is None
        assert scope_of(["owner"], "order.cancel") == "all"
        assert scope_of(["was removed"], "order.cancel") is None

    def test_owner_cannot_be_cut_down(self, configure: Configure) -> None:
        configure(roles={"owner": {"label": "负责人", "can": [], "scope": "self"}})

        assert scope_of(["owner"], "staff.manage") == "all"

    def test_unknown_permission_in_a_role_stops_the_start(self, configure: Configure) -> None:
        configure(roles={"clerk": {"label": "店员", "can": ["order.raed"]}})

        with pytest.raises(LookupError, match=r"order\.raed"):
            check_permissions([])

    def test_undeclared_permission_of_a_route_stops_the_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(REQUIRED, staff_routes, "tea.drink")

        with pytest.raises(LookupError, match=r"tea\.drink"):
            check_permissions([Permission(id="tea.pour", label="倒茶", module="tea")])


CHANGES = ["UPDATE core_audit SET action = 'x'", "DELETE FROM core_audit"]
CHANGES += [] if clean.is_sqlite() else ["TRUNCATE core_audit"]  # SQLite has no such statement


class TestAudit:
    @pytest.mark.parametrize("change", CHANGES)
    async def test_cannot_be_changed(self, database: Database, change: str) -> None:
        async with database.begin() as session:
            await audit.record(session, SYSTEM, "test.act", "test", 1, why="because")

        with pytest.raises(sa.exc.DBAPIError, match="append only"):
            async with database.begin() as session:
                await session.execute(sa.text(change))

        async with database.read() as session:
            entry = await session.scalar(sa.select(AuditEntry))
        assert entry is not None
        assert (entry.action, entry.details) == ("test.act", {"why": "because"})
