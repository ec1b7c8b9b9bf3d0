"""Signing in through WeChat."""

import asyncio

import httpx
import sqlalchemy as sa

from app.core.database import Database
from app.core.wechat import WxSession
from app.modules.identity import service
from app.modules.identity.models import User, WeChatAccount
from devtools.wechat import StandIn
from tests.types import AsStaff, AsUser, Configure, Hand


class TestWxLogin:
    async def test_first_sign_in_makes_a_customer(self, client: httpx.AsyncClient, wechat: StandIn) -> None:
        answer = await client.post("/auth/wx-login", json={"code": wechat.issue_code("小明")})

        assert answer.status_code == 200
        body = answer.json()
        assert body["user"]["phone"] is None
        assert body["user"]["consents"] == []
        me = await client.get("/me", headers={"Authorization": f"Bearer {body['token']}"})
        assert me.json() == body["user"]

    async def test_called_by_the_shops_own_word_until_he_says_his_name(
        self, as_user: AsUser, configure: Configure
    ) -> None:
        configure("identity", default_nickname="茶友")
        assert (await (await as_user()).client.get("/me")).json()["nickname"] == "茶友"

    async def test_second_sign_in_is_the_same_customer(self, as_user: AsUser) -> None:
        assert (await as_user("小明")).id == (await as_user("小明")).id
        assert (await as_user("小红")).id != (await as_user("小明")).id

    async def test_code_that_wechat_does_not_know(self, client: httpx.AsyncClient) -> None:
        answer = await client.post("/auth/wx-login", json={"code": "made up"})

        assert (answer.status_code, answer.json()["code"]) == (401, "WX_CODE_INVALID")

    async def test_code_works_once(self, client: httpx.AsyncClient, wechat: StandIn) -> None:
        code = {"code": wechat.issue_code("小明")}
        await client.post("/auth/wx-login", json=code)

        assert (await client.post("/auth/wx-login", json=code)).status_code == 401

    async def test_wechat_out_of_order(self, client: httpx.AsyncClient, wechat: StandIn) -> None:
        wechat.fail("login", "-1")

        answer = await client.post("/auth/wx-login", json={"code": wechat.issue_code("小明")})

        assert (answer.status_code, answer.json()["code"]) == (502, "WECHAT_UNAVAILABLE")

    async def test_too_many_tries(self, client: httpx.AsyncClient) -> None:
        answers = [await client.post("/auth/wx-login", json={"code": "made up"}) for _ in range(61)]

        assert [answer.status_code for answer in answers] == [401] * 60 + [429]
        assert answers[-1].json()["code"] == "RATE_LIMITED"


async def test_two_first_sign_ins_at_once_are_one_customer(database: Database) -> None:
    person = WxSession(openid="o-same", unionid=None)

    async def sign_in() -> int:
        async with database.begin() as session:
            user, _, _ = await service.sign_in(session, person)
            return user.id

    ids = await asyncio.gather(*(sign_in() for _ in range(5)))

    assert len(set(ids)) == 1
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


async def test_known_by_unionid_from_another_mini_program(database: Database) -> None:
    async with database.begin() as session:
        user, _, _ = await service.sign_in(session, WxSession(openid="o-here", unionid="u-1"))
        await session.execute(sa.update(WeChatAccount).values(appid="wx-another"))

    async with database.begin() as session:
        same, _, _ = await service.sign_in(session, WxSession(openid="o-there", unionid="u-1"))

    assert same.id == user.id


async def test_session_ends(as_user: AsUser, clock_hand: Hand) -> None:
    person = await as_user()
    assert (await person.client.get("/me")).status_code == 200

    clock_hand.advance(days=31)

    answer = await person.client.get("/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHENTICATED")


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get("/me")).status_code == 401
    assert (await client.get("/me", headers={"Authorization": "Bearer nonsense"})).status_code == 401


async def test_staff_are_no_customers(as_staff: AsStaff) -> None:
    assert (await (await as_staff("*")).client.get("/me")).status_code == 401
