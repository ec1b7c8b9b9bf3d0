"""How far customers come, and what staff see of it."""

from collections.abc import Sequence

import httpx
import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.core.settings import BACKEND
from app.modules.tracking import declared as of_the_shop
from app.modules.tracking.admin import _since
from app.modules.tracking.funnels import Step, activities, funnels, reached
from app.modules.tracking.seeds import seed
from app.modules.tracking.settings import Funnel
from tests.tracking.declared import BOUGHT, LOOKED, PAID, PUT, done, send
from tests.types import AsUser, Configure, Hand, OpenConsole


async def visit(client: httpx.AsyncClient, number: int, *names: str) -> None:
    which = f"{number:024}"
    events = [done(name, seq, visit=which) for seq, name in enumerate(names, start=1)]
    await send(client, *events)


async def steps(database: Database, days: int = 7) -> Sequence[Step]:
    async with database.read() as session:
        return await reached(session, funnels()[0], _since(days))


async def test_each_step_after_the_one_before(client: httpx.AsyncClient, database: Database) -> None:
    await visit(client, 1, LOOKED, BOUGHT, PAID)
    await visit(client, 2, LOOKED, LOOKED, PUT, BOUGHT)
    await visit(client, 3, LOOKED)
    await visit(client, 4, PAID, BOUGHT, LOOKED)
    await visit(client, 5, BOUGHT, PAID)
    assert await steps(database) == [
        Step("看了", 4, 100, 100),
        Step("买了", 2, 50, 50),
        Step("付了", 1, 25, 50),
    ]


async def test_the_same_twice_is_a_step_of_its_own(
    client: httpx.AsyncClient, database: Database, configure: Configure
) -> None:
    configure("tracking", funnels=[{"title": "再看看", "steps": [LOOKED, LOOKED, "test.gone"]}])
    await visit(client, 1, LOOKED, PUT, LOOKED)
    await visit(client, 2, LOOKED)
    usual, own = funnels()
    assert (usual.title, own) == ("从浏览到成交", Funnel(title="再看看", steps=(LOOKED, LOOKED)))
    async with database.read() as session:
        assert [step.visits for step in await reached(session, own, _since(7))] == [2, 1]


async def test_only_of_the_days_that_were_asked_for(client: httpx.AsyncClient, database: Database, noon: Hand) -> None:
    await visit(client, 1, LOOKED, BOUGHT)
    noon.advance(days=7)
    await visit(client, 2, LOOKED)
    assert [step.visits for step in await steps(database)] == [1, 0, 0]
    assert [step.visits for step in await steps(database, 30)] == [2, 1, 0]


async def test_nobody_was_there(database: Database) -> None:
    assert await steps(database) == [Step("看了", 0, 0, 0), Step("买了", 0, 0, 0), Step("付了", 0, 0, 0)]


async def test_people_are_those_who_agreed(as_user: AsUser, database: Database, noon: Hand) -> None:
    person, other = await as_user(consents=("tracking",)), await as_user("小红")
    noon.advance(minutes=1)
    for number, one in enumerate((person, person, other)):
        await visit(one.client, number, LOOKED, LOOKED)
    async with database.read() as session:
        first, *others = await activities(session, _since(7))
    assert (first.times, first.visits, first.people) == (6, 3, 1)
    assert {row.times for row in others} == {0}


async def test_at_the_console(client: httpx.AsyncClient, console: OpenConsole) -> None:
    for number in range(3):
        await visit(client, number, LOOKED, BOUGHT)
    browser = await console("tracking.read")
    text = await browser.text("behaviour")
    assert "上一步的 100%" in text
    assert "放进去了" in text
    assert "近 30 天" in await browser.text("behaviour", days="nonsense")
    assert "今日访问" in await browser.text("")
    assert (await (await console("audit.read")).get("behaviour")).status_code == 403


async def test_demo_visits(database: Database) -> None:
    did = [{"track": LOOKED, "thing_id": 1}, {"track": BOUGHT}]
    data = SeedData({"visits": [{"count": 9, "did": did}, {"count": 5, "did": did[:1]}]}, BACKEND)
    async with database.begin() as session:
        await seed(session, data)
    assert [step.visits for step in await steps(database)] == [14, 9, 0]
    wrong = SeedData({"visits": [{"count": 1, "did": [{"track": LOOKED}]}]}, BACKEND)
    with pytest.raises(ValueError, match=LOOKED):
        async with database.begin() as session:
            await seed(session, wrong)


def test_what_this_shop_notes() -> None:
    ids = [track.id for track in of_the_shop.TRACKS]
    assert len(set(ids)) == len(ids)
    assert set(of_the_shop.FUNNEL) <= set(ids)
