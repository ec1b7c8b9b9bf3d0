"""The same part of a course on several phones at once, and the school has several processes."""

from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.order.models import Order
from app.modules.order.placing import place
from app.modules.order.schemas import OrderIn
from app.modules.segment_pay.models import Entitlement
from tests.racing import race
from tests.segment_pay.factory import CHAPTER_FEN, WHOLE_FEN, sold
from tests.types import AsUser, Configure

PROCESSES = 4


async def order(database: Database, user_id: int, sku_id: int, fen: int) -> str:
    """What came of placing the order."""
    body = OrderIn.model_validate({"items": [{"sku_id": sku_id, "quantity": 1}], "expected_payable_fen": fen})
    try:
        async with database.begin() as session:
            return (await place(session, user_id, body)).status
    except AppError as error:
        return error.code


async def test_one_order_for_each_part(database: Database, as_user: AsUser, configure: Configure) -> None:
    configure("order", payment_timeout="30m", max_open_orders=50, max_lines=50, address="optional")
    course = await sold(database)
    user_ids = [(await as_user(f"学员{number}")).id for number in range(5)]
    calls = [[(user_id, course.chapters[0], CHAPTER_FEN) for user_id in user_ids] for _ in range(PROCESSES)]
    came_to = Counter(await race(database, order, calls))
    assert came_to == {"pending_payment": 5, "PURCHASE_PENDING": 15}
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Order)) == 5
        held = await session.execute(sa.select(Entitlement.user_id, Entitlement.status))
    assert sorted(held.all()) == [(user_id, "held") for user_id in user_ids]


async def test_a_whole_or_its_chapters(database: Database, as_user: AsUser, configure: Configure) -> None:
    """Not both: whoever comes first has the course, or the chapter."""
    configure("order", payment_timeout="30m", max_open_orders=50, max_lines=50, address="optional")
    course = await sold(database)
    user_ids = [(await as_user(f"学员{number}")).id for number in range(6)]
    parts = [(course.whole, WHOLE_FEN), (course.chapters[0], CHAPTER_FEN)]
    calls = [[(user_id, *part) for user_id in user_ids] for part in parts * 2]
    came_to = Counter(await race(database, order, calls))
    assert came_to == {"pending_payment": 6, "PURCHASE_PENDING": 18}
    async with database.read() as session:
        held = Counter(await session.scalars(sa.select(Entitlement.user_id)))
    assert held == dict.fromkeys(user_ids, 1)
