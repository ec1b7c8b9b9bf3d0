"""What everybody wants at the same moment, wanted from several processes at once."""

import asyncio
import json
import sys

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.coupon.models import Coupon, CouponCode
from tests.catalog.factory import spu
from tests.coupon.factory import claimed, code_for, coupon, held, template
from tests.types import AsUser

PROCESSES = 4


async def race(database: Database, what: str, whom: list[int], *subject: object) -> list[int]:
    """The ids of what all processes got."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.coupon.racer", database.url, what, ",".join(map(str, whom)),
            *map(str, subject),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return [one for out, _ in results for one in json.loads(out)]


async def holders(database: Database) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Coupon.user_id).order_by(Coupon.user_id)))


async def test_never_more_than_were_to_be_given_away(as_user: AsUser, database: Database) -> None:
    people = [(await as_user(name)).id for name in ("小明", "小红", "小刚", "小丽", "小华")]
    template_id = await template(database, total_limit=7, per_user_limit=3)
    got = await race(database, "claim", people, template_id)
    assert len(got) == len(set(got)) == 7 == await claimed(database, template_id)
    whose = await holders(database)
    assert len(whose) == 7
    assert max(whose.count(person) for person in people) <= 3


async def test_never_more_than_ones_share(as_user: AsUser, database: Database) -> None:
    people = sorted([(await as_user(name)).id for name in ("小明", "小红")])
    template_id = await template(database, per_user_limit=2)
    got = await race(database, "claim", people, template_id)
    assert len(got) == 4 == await claimed(database, template_id)
    assert await holders(database) == [people[0]] * 2 + [people[1]] * 2


async def test_a_code_is_used_as_often_as_it_may(as_user: AsUser, database: Database) -> None:
    people = [(await as_user(name)).id for name in ("小明", "小红", "小刚", "小丽", "小华")]
    template_id = await template(database, claim_by="code")
    got = await race(database, "exchange", people, await code_for(database, template_id, uses=3))
    assert len(got) == 3 == len(set(await holders(database))) == await claimed(database, template_id)
    async with database.read() as session:
        assert await session.scalar(sa.select(CouponCode.uses_left)) == 0


async def test_one_coupon_two_orders(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
    (order_id,) = await race(database, "order", [person.id], coupon_id, sku_id, 5800)
    assert (await coupon(database, coupon_id)).order_id == order_id
    assert [row["id"] for row in (await person.client.get("/orders")).json()["items"]] == [order_id]
