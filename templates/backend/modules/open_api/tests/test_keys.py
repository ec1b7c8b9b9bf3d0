"""Keys: shown once, good for what they are good for, and for so long."""

import httpx
import pytest
import sqlalchemy as sa

from app.core.application import API, api_routes
from app.core.audit import AuditEntry
from app.core.database import Database
from app.core.openapi import access_of
from app.core.rate_limit import RateLimiter
from app.core.staff.permissions import KNOWN
from app.modules.open_api import keys
from app.modules.open_api.models import ApiKey
from app.registry import MODULES
from tests.open_api.partners import EVERYTHING, KEYS, given, program
from tests.types import AsStaff, Configure, Hand, OpenClient

OWN = "/open/key"


@pytest.fixture(autouse=True)
def one_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else this business opens."""
    monkeypatch.setattr(keys, "SCOPES", {object: "open_api.read"})


async def test_shown_once_and_kept_as_a_hash(as_staff: AsStaff, open_client: OpenClient, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    token = await given(boss, "open_api.read")
    caller = await open_client(token)
    assert (await caller.get(OWN)).raise_for_status().json() == {"name": "客户甲", "scopes": ["open_api.read"]}
    [listed] = (await boss.client.get(KEYS)).raise_for_status().json()["items"]
    assert (token.startswith(listed["prefix"]), "token" in listed) == (True, False)
    async with database.read() as session:
        row = (await session.scalars(sa.select(ApiKey))).one()
        assert token not in repr(vars(row))
        told = (await session.scalars(sa.select(AuditEntry).where(AuditEntry.entity == "api_key"))).one()
        assert token not in repr(told.details)
    assert (await boss.client.get(f"{KEYS}/scopes")).json() == [{"id": "open_api.read", "label": "查看接口密钥与推送"}]


async def test_nobody_else_gets_in(client: httpx.AsyncClient, as_staff: AsStaff, open_client: OpenClient) -> None:
    boss = await as_staff(EVERYTHING)
    token = await given(boss, "open_api.read")
    for one in (client, boss.client, await open_client(f"{token}x"), await open_client("")):
        answer = await one.get(OWN)
        assert (answer.status_code, answer.json()["code"]) == (401, "KEY_INVALID")
    assert (await (await open_client(token)).get("/staff/me")).status_code == 401


async def test_not_for_longer_than_it_is_given(as_staff: AsStaff, open_client: OpenClient, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING)
    until = clock_hand().replace(year=clock_hand().year + 1).isoformat()
    short = await program(boss, open_client, "open_api.read", expires_at=until)
    long = await program(boss, open_client, "open_api.read", name="客户乙")
    assert [(await one.get(OWN)).status_code for one in (short, long)] == [200, 200]
    clock_hand.advance(days=366)
    boss = await as_staff(EVERYTHING)
    assert [(await one.get(OWN)).status_code for one in (short, long)] == [401, 200]
    for _ in range(2):
        assert (await boss.client.post(f"{KEYS}/2/revoke")).raise_for_status().json()["revoked_at"]
    assert (await long.get(OWN)).status_code == 401
    assert (await boss.client.post(f"{KEYS}/99/revoke")).status_code == 404


async def test_when_it_was_used(as_staff: AsStaff, open_client: OpenClient, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING)
    caller = await program(boss, open_client, "open_api.read")
    used = []
    for seconds in (0, 30, 40):
        clock_hand.advance(seconds=seconds)
        (await caller.get(OWN)).raise_for_status()
        used.append((await boss.client.get(KEYS)).json()["items"][0]["last_used_at"])
    assert used[0] == used[1] < used[2]


async def test_what_cannot_be_given(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    await given(boss, "open_api.read")
    again = await boss.client.post(KEYS, json={"name": "客户甲", "scopes": ["open_api.read"]})
    assert (again.status_code, again.json()["code"]) == (409, "KEY_NAME_TAKEN")
    for scope in ("nonsense.read", "open_api.*", "*"):
        refused = await boss.client.post(KEYS, json={"name": "x", "scopes": [scope]})
        assert (refused.status_code, refused.json()["details"]) == (422, {"scopes": ["open_api.read"]})
    assert (await boss.client.post(KEYS, json={"name": "x", "scopes": []})).status_code == 422
    reader = await as_staff("open_api.read")
    assert (await reader.client.post(KEYS, json={"name": "x", "scopes": ["open_api.read"]})).status_code == 403


async def test_so_often_and_no_more(as_staff: AsStaff, open_client: OpenClient, configure: Configure) -> None:
    configure("open_api", rate="2/minute")
    boss = await as_staff(EVERYTHING)
    one = await program(boss, open_client, "open_api.read")
    assert [(await one.get(OWN)).status_code for _ in range(3)] == [200, 200, 429]
    other = await program(boss, open_client, "open_api.read", name="客户乙")
    assert (await other.get(OWN)).status_code == 200


async def test_guessing_ends(open_client: OpenClient, limiter: RateLimiter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "GUESSES", "2/minute")
    stranger = await open_client("ak_guess")
    assert limiter
    assert [(await stranger.get(OWN)).status_code for _ in range(3)] == [401, 401, 429]


async def test_every_open_route_asks_for_something_known(as_staff: AsStaff, open_client: OpenClient) -> None:
    """Whoever has no scope gets nothing but word of his own key."""
    from app.contracts.open_api import SCOPES  # noqa: PLC0415  # the real ones

    assert set(SCOPES.values()) <= KNOWN.keys()
    boss = await as_staff(EVERYTHING)
    caller = await program(boss, open_client, "open_api.read")
    for path, route in api_routes(MODULES):
        if access_of(route) == {"program"} and path != API + OWN:
            for method in sorted(route.methods or ()):
                url = path.removeprefix(API).replace("{", "").replace("}", "")
                answer = await caller.request(method, url)
                assert (answer.status_code, answer.json()["code"]) == (403, "SCOPE_MISSING"), f"{method} {path}"
