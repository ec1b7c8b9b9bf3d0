"""The last use of a coupon, for two courses at once."""

from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.order.placing import place
from app.modules.order.schemas import OrderIn
from app.modules.segment_pay.models import Entitlement
from tests.coupon.factory import held, status_of
from tests.racing import race
from tests.segment_pay.factory import CHAPTER_FEN, sold
from tests.types import AsUser

PROCESSES = 4


async def order(database: Database, user_id: int, sku_id: int, coupon_id: int) -> str:
    """What came of placing the order."""
    body = OrderIn.model_validate(
        {
            "items": [{"sku_id": sku_id, "quantity": 1}],
            "inputs": {"coupon": coupon_id},
            "expected_payable_fen": CHAPTER_FEN - 1000,
        }
    )
    try:
        async with database.begin() as session:
            return (await place(session, user_id, body)).status
    except AppError as error:
        return error.code


async def test_one_wins(database: Database, as_user: AsUser) -> None:
    courses = [await sold(database, f"课程{number}") for number in range(PROCESSES)]
    person = await as_user()
    coupon_id = await held(database, person)
    calls = [[(person.id, course.chapters[0], coupon_id)] for course in courses]
    came_to = Counter(await race(database, order, calls))
    assert came_to["pending_payment"] == 1
    assert came_to.keys() - {"pending_payment"} <= {"COUPON_TAKEN", "COUPON_UNUSABLE", "COUPON_NOT_FOUND"}
    assert await status_of(database, coupon_id) == "locked"
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Entitlement)) == 1
