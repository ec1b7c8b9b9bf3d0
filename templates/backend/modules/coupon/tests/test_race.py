"""What everybody wants at the same moment, wanted from several processes at once."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.coupon import claiming
from app.modules.coupon.models import Coupon, CouponCode
from app.modules.order.placing import place
from app.modules.order.schemas import OrderIn
from tests.catalog.factory import spu
from tests.coupon.factory import claimed, code_for, coupon, held, template
from tests.racing import race
from tests.types import AsUser, Configure

PROCESSES, TIMES = 4, 4


async def claim(database: Database, user_id: int, template_id: int) -> int | None:
    """The id of the coupon, if the customer got it."""
    try:
        async with database.begin() as session:
            return (await claiming.claim(session, user_id, template_id)).id
    except AppError:
        return None


async def exchange(database: Database, user_id: int, code: str) -> int | None:
    """The id of the coupon, if the code was good for one."""
    try:
        async with database.begin() as session:
            return (await claiming.exchange(session, user_id, code)).id
    except AppError:
        return None


async def order(database: Database, user_id: int, coupon_id: int, sku_id: int, payable_fen: int) -> int | None:
    """The id of the order that holds the coupon."""
    body = {
        "items": [{"sku_id": sku_id, "quantity": 1}],
        "inputs": {"coupon": coupon_id},
        "expected_payable_fen": payable_fen,
    }
    try:
        async with database.begin() as session:
            return (await place(session, user_id, OrderIn.model_validate(body))).id
    except AppError:
        return None


def got(ids: list[int | None]) -> list[int]:
    return [one for one in ids if one is not None]


async def holders(database: Database) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Coupon.user_id).order_by(Coupon.user_id)))


async def test_never_more_than_were_to_be_given_away(as_user: AsUser, database: Database) -> None:
    people = [(await as_user(name)).id for name in ("小明", "小红", "小刚", "小丽", "小华")]
    template_id = await template(database, total_limit=7, per_user_limit=3)
    ids = got(await race(database, claim, [[(person, template_id) for person in people] * TIMES] * PROCESSES))
    assert len(ids) == len(set(ids)) == 7 == await claimed(database, template_id)
    whose = await holders(database)
    assert len(whose) == 7
    assert max(whose.count(person) for person in people) <= 3


async def test_never_more_than_ones_share(as_user: AsUser, database: Database) -> None:
    people = sorted([(await as_user(name)).id for name in ("小明", "小红")])
    template_id = await template(database, per_user_limit=2)
    ids = got(await race(database, claim, [[(person, template_id) for person in people] * TIMES] * PROCESSES))
    assert len(ids) == 4 == await claimed(database, template_id)
    assert await holders(database) == [people[0]] * 2 + [people[1]] * 2


async def test_a_code_is_used_as_often_as_it_may(as_user: AsUser, database: Database) -> None:
    people = [(await as_user(name)).id for name in ("小明", "小红", "小刚", "小丽", "小华")]
    template_id = await template(database, claim_by="code")
    code = await code_for(database, template_id, uses=3)
    ids = got(await race(database, exchange, [[(person, code) for person in people] * TIMES] * PROCESSES))
    assert len(ids) == 3 == len(set(await holders(database))) == await claimed(database, template_id)
    async with database.read() as session:
        assert await session.scalar(sa.select(CouponCode.uses_left)) == 0


async def test_one_coupon_two_orders(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("order", address="optional", max_open_orders=50)
    person = await as_user()
    coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
    calls = [(person.id, coupon_id, sku_id, 5800)] * TIMES
    (order_id,) = got(await race(database, order, [calls] * PROCESSES))
    assert (await coupon(database, coupon_id)).order_id == order_id
    assert [row["id"] for row in (await person.client.get("/orders")).json()["items"]] == [order_id]
