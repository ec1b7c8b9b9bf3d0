"""Claiming by button and by exchange code, and the limits of both."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.core import clock
from app.core.clock import ZONE
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.coupon import editing
from tests.catalog.factory import category, spu
from tests.coupon.factory import claim, claimed, code_for, coupon, end_now, held, template
from tests.keys import new_key
from tests.types import AsUser, Configure, Hand, Person


async def ask(person: Person, template_id: int) -> tuple[int, str | None]:
    answer = await person.client.post("/coupons/claim", json={"template_id": template_id}, headers=new_key())
    return answer.status_code, answer.json().get("code")


async def exchange(person: Person, code: str, key: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    answer = await person.client.post("/coupons/exchange", json={"code": code}, headers=key or new_key())
    return answer.status_code, answer.json()


class TestCentre:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        for path in ("/coupons", "/me/coupons", "/me/coupons/counts"):
            assert (await client.get(path)).status_code == 401

    async def test_tells_what_the_customer_already_has(self, as_user: AsUser, database: Database) -> None:
        person, other = await as_user(), await as_user("小红")
        limited = await template(database, name="限量", total_limit=2, per_user_limit=2)
        free = await template(database, name="不限", threshold_fen=5000)
        await claim(person, limited)
        shown = (await person.client.get("/coupons")).json()["items"]
        assert [(row["id"], row["left"], row["mine"], row["claimable"]) for row in shown] == [
            (free, None, 0, True),
            (limited, 1, 1, True),
        ]
        assert (shown[0]["threshold_fen"], shown[0]["scope_text"]) == (5000, "全部商品可用")
        await claim(person, limited)
        for someone, mine in ((person, 2), (other, 0)):
            row = (await someone.client.get("/coupons")).json()["items"][1]
            assert (row["left"], row["mine"], row["claimable"]) == (0, mine, False)

    async def test_shows_only_what_can_be_claimed(self, as_user: AsUser, database: Database, clock_hand: Hand) -> None:
        now = clock.now()
        await template(database, name="草稿", issued=False)
        await template(database, name="兑换", claim_by="code")
        days: dict[str, Any] = {"valid_days": None, "valid_from": now, "valid_until": now + timedelta(days=1)}
        await template(database, name="到明天", **days)
        stopped = await template(database, name="停发")
        async with database.begin() as session:
            await editing.stop(session, SYSTEM, stopped)
        person = await as_user()
        assert [row["name"] for row in (await person.client.get("/coupons")).json()["items"]] == ["到明天"]
        clock_hand.advance(days=1)
        assert (await person.client.get("/coupons")).json()["items"] == []

    async def test_names_where_it_can_be_used(self, as_user: AsUser, database: Database) -> None:
        tea = await spu(database, "西湖龙井")
        await template(database, scope="spu", target_ids=[tea.id])
        ids = [await category(database, name) for name in ("绿茶", "红茶", "白茶", "黑茶")]
        await template(database, scope="category", target_ids=ids)
        shown = (await (await as_user()).client.get("/coupons")).json()["items"]
        assert [row["scope_text"] for row in shown] == ["仅限：绿茶、红茶、白茶 等 4 项", "仅限：西湖龙井"]


class TestBesideAProduct:
    """Only what takes something off this very product, for everybody to see."""

    async def test_for_all_for_it_or_for_its_categories(
        self, client: httpx.AsyncClient, as_user: AsUser, database: Database
    ) -> None:
        top = await category(database, "茶叶")
        own = await category(database, "绿茶", parent_id=top)
        other = await category(database, "茶具")
        tea, cup = await spu(database), await spu(database, "茶杯", category_name="茶具")
        wanted = [
            await template(database),
            await template(database, scope="spu", target_ids=[tea.id, cup.id]),
            await template(database, scope="category", target_ids=[own]),
            await template(database, scope="category", target_ids=[top]),
        ]
        await template(database, scope="spu", target_ids=[cup.id])
        await template(database, scope="category", target_ids=[other])
        person = await as_user()
        seen = (await client.get(f"/spus/{tea.id}/coupons")).json()["items"]
        mine = (await person.client.get("/coupons", params={"spu_id": tea.id})).json()["items"]
        assert [row["id"] for row in seen] == [row["id"] for row in mine] == wanted[::-1]
        assert "mine" not in seen[0]

    async def test_nobody_is_lured_by_what_is_gone(
        self, client: httpx.AsyncClient, as_user: AsUser, database: Database
    ) -> None:
        tea, person = await spu(database), await as_user()
        await claim(person, await template(database, total_limit=1))
        await template(database, claim_by="code")
        assert (await client.get(f"/spus/{tea.id}/coupons")).json() == {"items": []}
        assert [row["left"] for row in (await person.client.get("/coupons")).json()["items"]] == [0]

    async def test_a_product_that_never_was(self, client: httpx.AsyncClient, database: Database) -> None:
        general = await template(database)
        seen = (await client.get("/spus/99/coupons")).json()["items"]
        assert [row["id"] for row in seen] == [general]


class TestClaim:
    async def test_second_beyond_the_limit(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        template_id = await template(database, per_user_limit=2)
        assert [await ask(person, template_id) for _ in range(3)] == [(201, None), (201, None), (409, "LIMIT")]
        assert await claimed(database, template_id) == 2

    async def test_repeated_is_one_coupon(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        template_id, key = await template(database, per_user_limit=5), new_key()
        bodies = [
            (await person.client.post("/coupons/claim", json={"template_id": template_id}, headers=key)).json()
            for _ in range(3)
        ]
        assert bodies == bodies[:1] * 3
        assert await claimed(database, template_id) == 1

    async def test_sold_out(self, as_user: AsUser, database: Database) -> None:
        template_id = await template(database, total_limit=1)
        first, second = await as_user(), await as_user("小红")
        assert await ask(first, template_id) == (201, None)
        assert await ask(second, template_id) == (409, "COUPON_SOLD_OUT")
        assert await ask(first, template_id) == (409, "LIMIT")
        assert (await second.client.get("/me/coupons")).json()["items"] == []
        assert await claimed(database, template_id) == 1

    async def test_what_is_not_offered(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        for fields in ({"issued": False}, {"claim_by": "code"}):
            hidden = await template(database, **fields)
            assert await ask(person, hidden) == (404, "COUPON_TEMPLATE_NOT_FOUND")
        assert await ask(person, 99999) == (404, "COUPON_TEMPLATE_NOT_FOUND")

    async def test_stopped_or_over(self, as_user: AsUser, database: Database, clock_hand: Hand) -> None:
        person, now = await as_user(), clock.now()
        stopped = await template(database)
        over = await template(database, valid_days=None, valid_from=now, valid_until=now + timedelta(hours=1))
        async with database.begin() as session:
            await editing.stop(session, SYSTEM, stopped)
        clock_hand.advance(hours=1)
        assert await ask(person, stopped) == (409, "COUPON_CLOSED")
        assert await ask(person, over) == (409, "COUPON_CLOSED")

    async def test_days_from_claiming_end_with_the_day(self, as_user: AsUser, database: Database) -> None:
        row = await coupon(database, await held(database, await as_user(), valid_days=7))
        end = row.valid_until.astimezone(ZONE)
        assert (end.hour, end.minute, end.second) == (0, 0, 0)
        assert (end.date() - row.claimed_at.astimezone(ZONE).date()).days == 8

    async def test_between_two_dates(self, as_user: AsUser, database: Database) -> None:
        begin, end = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
        dates = {"valid_days": None, "valid_from": begin, "valid_until": end}
        row = await coupon(database, await held(database, await as_user(), **dates))
        assert (row.valid_from, row.valid_until) == (begin, end)


class TestExchange:
    async def test_typed_in_whatever_way(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        template_id = await template(database, claim_by="code", per_user_limit=2)
        code = await code_for(database, template_id)
        status, body = await exchange(person, f" {code[:4].lower()}-{code[4:8]} {code[8:]} ")
        assert (status, body["template_id"], body["status"]) == (201, template_id, "unused")
        assert (await exchange(person, code))[1]["code"] == "CODE_USED"
        assert (await exchange(person, "NOSUCHCODE12"))[1]["code"] == "CODE_INVALID"
        assert (await exchange(person, "---"))[0] == 404

    async def test_repeated_is_one_coupon(self, as_user: AsUser, database: Database) -> None:
        person, key = await as_user(), new_key()
        code = await code_for(database, await template(database, claim_by="code"), uses=2)
        assert await exchange(person, code, key) == await exchange(person, code, key)
        assert len((await person.client.get("/me/coupons")).json()["items"]) == 1

    async def test_a_refused_one_leaves_the_code_usable(self, as_user: AsUser, database: Database) -> None:
        first, second = await as_user(), await as_user("小红")
        code = await code_for(database, await template(database, claim_by="code"), uses=2)
        assert [(await exchange(first, code))[0] for _ in range(2)] == [201, 409]
        assert (await exchange(second, code))[0] == 201

    async def test_stopped(self, as_user: AsUser, database: Database) -> None:
        template_id = await template(database, claim_by="code")
        code = await code_for(database, template_id)
        async with database.begin() as session:
            await editing.stop(session, SYSTEM, template_id)
        assert (await exchange(await as_user(), code))[1]["code"] == "COUPON_CLOSED"

    async def test_guessing_is_limited(self, as_user: AsUser) -> None:
        person = await as_user()
        assert [(await exchange(person, f"GUESS{n}"))[0] for n in range(11)] == [404] * 10 + [429]


class TestMine:
    async def test_by_state(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        kept, ended = await held(database, person), await held(database, person)
        await end_now(database, ended)
        listed = {}
        for status in ("unused", "locked", "used", "expired"):
            rows = (await person.client.get("/me/coupons", params={"status": status})).json()["items"]
            listed[status] = [(row["id"], row["status"]) for row in rows]
        assert listed == {"unused": [(kept, "unused")], "locked": [], "used": [], "expired": [(ended, "expired")]}
        counts = (await person.client.get("/me/coupons/counts")).json()
        assert counts == {"unused": 1, "locked": 0, "used": 0, "expired": 1}
        assert (await (await as_user("小红")).client.get("/me/coupons")).json()["items"] == []

    async def test_expires_soon(self, as_user: AsUser, database: Database, clock_hand: Hand) -> None:
        person = await as_user()
        await held(database, person, valid_days=7)
        soon = []
        for _ in range(3):
            soon.append((await person.client.get("/me/coupons")).json()["items"][0]["expires_soon"])
            clock_hand.advance(days=5)
        assert soon == [False, True, False]  # by then it is over

    async def test_how_soon_is_for_the_shop_to_say(
        self, as_user: AsUser, database: Database, configure: Configure
    ) -> None:
        person = await as_user()
        await held(database, person, valid_days=7)
        configure("coupon", expires_soon="10d")
        assert (await person.client.get("/me/coupons")).json()["items"][0]["expires_soon"]

    async def test_unknown_state(self, as_user: AsUser) -> None:
        assert (await (await as_user()).client.get("/me/coupons?status=gone")).status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"amount_fen": None},
        {"percent_off": 10},
        {"kind": "percent"},
        {"kind": "percent", "percent_off": 10},
        {"valid_days": None},
        {"valid_from": "2026-01-01T00:00:00Z"},
        {"valid_days": None, "valid_from": "2026-01-02T00:00:00Z", "valid_until": "2026-01-01T00:00:00Z"},
        {"valid_days": None, "valid_from": "2026-01-02T00:00:00", "valid_until": "2026-01-03T00:00:00Z"},
        {"scope": "spu"},
        {"target_ids": [1]},
        {"scope": "spu", "target_ids": [1, 1]},
        {"amount_fen": 0},
        {"per_user_limit": 0},
        {"name": " "},
    ],
)
async def test_terms_that_make_no_sense(fields: dict[str, Any], database: Database) -> None:
    with pytest.raises(ValueError, match="validation error"):
        await template(database, **fields)
