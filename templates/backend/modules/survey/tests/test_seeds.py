from pathlib import Path

import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.order.models import Order
from app.modules.survey.models import Ticket
from app.modules.survey.seeds import seed
from tests.survey.completed import completed
from tests.types import AsUser


async def test_low_scores_have_tickets(as_user: AsUser, database: Database, tmp_path: Path) -> None:
    person = await as_user(consents=("address",))
    for _ in range(3):
        await completed(database, person)
    async with database.begin() as session:
        numbers = list(await session.scalars(sa.select(Order.order_no).order_by(Order.id)))
        told: list[dict[str, object]] = [{"score": 10}, {"score": 2, "text": "碎了"}, {"score": 6, "handled": "已致歉"}]
        rows = [{"order": number, **more} for number, more in zip(numbers, told, strict=True)]
        await seed(session, SeedData({"answers": rows}, tmp_path))
        tickets = await session.scalars(sa.select(Ticket).order_by(Ticket.id))
        assert [(row.status, row.note, row.answer.text) for row in tickets] == [
            ("open", "", "碎了"),
            ("handled", "已致歉", ""),
        ]
