"""Starting a bargain, helping with it, and its end."""

import asyncio

import pytest

from app.contracts.bargain import BargainFailed, BargainSucceeded
from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import Event
from app.modules.bargain import bargaining, editing
from app.modules.bargain.states import RECORD
from app.modules.catalog import editing as catalog
from app.modules.catalog.schemas import PriceIn
from tests.bargain.factory import FLOOR_FEN, USUAL_FEN, activity, cuts, record, start, to_the_floor, try_help, try_start
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def tea(database: Database) -> int:
    return (await spu(database, price_fen=USUAL_FEN)).sku_id


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user()


def test_states() -> None:
    assert RECORD.moves["failed"] == frozenset()
    assert RECORD.moves["bought"] == {"failed"}
    assert not RECORD.allows("success", "bargaining")


class TestStart:
    async def test_at_the_usual_price(self, customer: Person, tea: int, database: Database) -> None:
        await activity(database, tea)
        body = (await try_start(customer)).raise_for_status().json()
        assert (body["start_fen"], body["price_fen"], body["floor_fen"]) == (USUAL_FEN, USUAL_FEN, FLOOR_FEN)
        assert (body["mine"], body["helpable"], body["buyable"], body["missing"]) == (True, False, False, 3)

    async def test_repeated_and_again_is_the_same(self, customer: Person, tea: int, database: Database) -> None:
        await activity(database, tea, per_user_limit=2)
        key = new_key()
        posts = (customer.client.post("/bargains", json={"activity_id": 1}, headers=key) for _ in range(3))
        codes = {answer.json()["code"] for answer in await asyncio.gather(*posts)}
        codes |= {answer.json()["code"] for answer in await asyncio.gather(*(try_start(customer) for _ in range(3)))}
        assert len(codes) == 1

    async def test_so_many_a_person(
        self, customer: Person, tea: int, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        await activity(database, tea, per_user_limit=2, lasts=500)
        codes = set()
        for _ in range(2):
            codes.add(await start(customer))
            clock_hand.advance(hours=25)
            await drain_jobs()
        assert len(codes) == 2
        refused = await try_start(customer)
        assert (refused.status_code, refused.json()["code"]) == (409, "LIMIT")

    async def test_only_while_it_runs(self, customer: Person, tea: int, database: Database, clock_hand: Hand) -> None:
        await activity(database, tea, starts_in=1, lasts=1)
        said = []
        for hours in (0, 1.5, 1):
            clock_hand.advance(hours=hours)
            said.append((await try_start(customer)).status_code)
        assert said == [409, 201, 409]
        assert (await try_start(customer, 9)).status_code == 404
        async with database.begin() as session:
            await editing.close(session, SYSTEM, 1)
        assert (await try_start(customer)).json()["code"] == "BARGAIN_OVER"

    async def test_not_where_nothing_is_left_to_cut(self, customer: Person, tea: int, database: Database) -> None:
        await activity(database, tea)
        async with database.begin() as session:
            await catalog.reprice(session, SYSTEM, tea, PriceIn(price_fen=FLOOR_FEN + 2))
        assert (await try_start(customer)).json()["code"] == "BARGAIN_OVER"


class TestHelp:
    async def test_the_last_friend_gets_to_the_floor(
        self, customer: Person, as_user: AsUser, tea: int, database: Database
    ) -> None:
        await activity(database, tea)
        code = await start(customer)
        for missing in (2, 1, 0):
            friend = await as_user(f"好友{missing}")
            assert (await friend.client.get(f"/bargains/{code}")).json()["helpable"]
            helped = (await try_help(friend, code)).raise_for_status().json()
            assert helped["record"]["missing"] == missing
            assert not helped["record"]["helpable"]
        assert helped["record"]["price_fen"] == FLOOR_FEN
        assert (await record(database, code)).status == "success"
        assert sum(await cuts(database)) == USUAL_FEN - FLOOR_FEN
        seen = (await customer.client.get(f"/bargains/{code}")).json()
        assert [one["cut_fen"] for one in seen["helpers"]] == (await cuts(database))[::-1]
        late = await try_help(await as_user("迟到"), code)
        assert (late.status_code, late.json()["code"]) == (409, "BARGAIN_OVER")
        assert len(await cuts(database)) == 3

    async def test_once_each(self, customer: Person, as_user: AsUser, tea: int, database: Database) -> None:
        await activity(database, tea)
        code, friend, key = await start(customer), await as_user("小红"), new_key()
        posts = (friend.client.post(f"/bargains/{code}/help", headers=key) for _ in range(3))
        assert len({answer.json()["cut_fen"] for answer in await asyncio.gather(*posts)}) == 1
        again = await try_help(friend, code)
        assert (again.status_code, again.json()["code"]) == (409, "BARGAIN_ALREADY_HELPED")
        assert (await record(database, code)).cuts == 1

    async def test_not_ones_own(self, customer: Person, tea: int, database: Database) -> None:
        await activity(database, tea)
        refused = await try_help(customer, await start(customer))
        assert (refused.status_code, refused.json()["code"]) == (409, "BARGAIN_OWN")

    async def test_so_often_a_day(  # noqa: PLR0917  # fixtures
        self, customer: Person, as_user: AsUser, tea: int, database: Database, configure: Configure, clock_hand: Hand
    ) -> None:
        configure("bargain", buy_at="floor", helps_per_day=1)
        await activity(database, tea)
        codes = [await start(customer), await start(await as_user("小刚"))]
        friend = await as_user("小红")
        assert (await try_help(friend, codes[0])).status_code == 200
        refused = await try_help(friend, codes[1])
        assert (refused.status_code, refused.json()["code"]) == (409, "LIMIT")
        assert (await record(database, codes[1])).cuts == 0
        clock_hand.advance(hours=23, minutes=59)
        configure("bargain", buy_at="floor", helps_per_day=2)
        assert (await try_help(friend, codes[1])).status_code == 200

    async def test_one_person_with_two_accounts(
        self, customer: Person, as_user: AsUser, tea: int, database: Database, configure: Configure
    ) -> None:
        configure("activity", accounts_per_phone=1, accounts_per_address=0)
        await activity(database, tea)
        code = await start(customer)
        answers = []
        for name in ("本人", "马甲"):
            friend = await as_user(name, consents=("phone",))
            (await friend.client.post("/me/phone", json={"code": "phone:13800000000"})).raise_for_status()
            answers.append(await try_help(friend, code))
        assert [answer.status_code for answer in answers] == [200, 409]
        assert answers[1].json()["details"] == {"by": "phone"}
        assert (await record(database, code)).cuts == 1

    async def test_nobody_knows_it(self, customer: Person) -> None:
        assert (await try_help(customer, "nothing")).status_code == 404
        assert (await customer.client.get("/bargains/nothing")).status_code == 404


class TestEnd:
    async def test_in_time_or_not_at_all(  # noqa: PLR0917  # fixtures
        self,
        customer: Person,
        as_user: AsUser,
        tea: int,
        database: Database,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
    ) -> None:
        await activity(database, tea)
        code = await start(customer)
        clock_hand.advance(hours=24)
        refused = await try_help(await as_user("小红"), code)
        assert (refused.status_code, refused.json()["code"]) == (409, "BARGAIN_OVER")
        await drain_jobs()
        assert (await record(database, code)).status == "failed"
        async with database.begin() as session:
            assert not await bargaining.fail(session, 1)

    async def test_told(  # noqa: PLR0917  # fixtures
        self,
        customer: Person,
        as_user: AsUser,
        tea: int,
        database: Database,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        heard: list[str] = []

        async def hear(_session: object, event: Event) -> None:
            heard.append(event.name)

        monkeypatch.setattr(events, "_subscribers", {})
        for kind in (BargainSucceeded, BargainFailed):
            events.on(kind, hear, name=f"test.{kind.name}.{id(heard)}")
        await activity(database, tea)
        await to_the_floor(as_user, await start(customer))
        await drain_jobs()
        assert heard == ["bargain.succeeded"]
        clock_hand.advance(hours=25)
        await drain_jobs()
        assert heard == ["bargain.succeeded", "bargain.failed"]
