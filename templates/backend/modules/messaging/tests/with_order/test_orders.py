"""What customers are told of their orders."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.messaging.declared import accept, rows
from tests.order.factory import place
from tests.types import AsUser, Configure, DrainJobs


async def test_of_an_order_from_beginning_to_end(
    as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")
    configure("order", address="required")
    person = await as_user(consents=("address",))
    wechat.subscribe("小明", "order.order_paid")
    await accept(person, "order.order_paid")
    order = await place(person, (await spu(database, price_fen=6800)).sku_id)
    for move in (moves.pay, moves.pay, moves.complete):
        async with database.begin() as session:
            await move(session, order["id"], SYSTEM)
    await drain_jobs()
    [sent] = wechat.state.messages
    assert sent.data["character_string1"] == order["order_no"]
    assert sent.data["amount2"] == "¥68.00"
    assert sent.page == f"modules/order/pages/detail/index?id={order['id']}"
    assert [(row.message, row.status) for row in await rows(database)] == [
        ("order.order_paid", "sent"),
        ("order.order_completed", "inbox"),
    ]


async def test_of_a_canceled_order_and_why(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")
    configure("order", address="required")
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    async with database.begin() as session:
        await moves.cancel_unpaid(session, order["id"], SYSTEM, "timeout")
    await drain_jobs()
    [row] = await rows(database)
    assert ["取消原因", "超过付款时间，自动取消"] in row.content


async def test_each_refund_is_told(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")
    configure("order", address="required")
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=6800)).sku_id)
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM)
    for total in (1000, 1000, 2000):
        async with database.begin() as session:
            await moves.refunded(session, order["id"], total)
    await drain_jobs()
    refunds = [row.content[1][1] for row in await rows(database) if row.message == "order.order_refunded"]
    assert refunds == ["¥10.00", "¥20.00"]
