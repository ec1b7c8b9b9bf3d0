"""Keys of one name, and one delivery asked for again, by several processes at once."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.core.staff.permissions import check_permissions
from app.modules.open_api import keys, webhooks
from app.modules.open_api.models import Delivery
from app.modules.open_api.schemas import KeyIn
from app.permissions import PERMISSIONS
from tests.open_api.partners import EVERYTHING, HOOKS, URL
from tests.racing import race
from tests.types import AsStaff

PROCESSES = 3


async def create(database: Database, scope: str) -> str:
    check_permissions(PERMISSIONS)
    try:
        async with database.begin() as session:
            return (await keys.create(session, SYSTEM, KeyIn(name="客户甲", scopes=[scope])))[0].name
    except AppError as refusal:
        return refusal.code


async def redeliver(database: Database, delivery_id: int) -> str:
    try:
        async with database.begin() as session:
            return (await webhooks.redeliver(session, SYSTEM, delivery_id)).status
    except AppError as refusal:
        return refusal.code


async def test_a_name_is_given_once(as_staff: AsStaff, database: Database) -> None:
    await as_staff(EVERYTHING)
    if scopes := list(keys.scopes()):
        words = await race(database, create, [[(scopes[0],)] * 2] * PROCESSES)
        assert sorted(words) == ["KEY_NAME_TAKEN"] * (PROCESSES * 2 - 1) + ["客户甲"]


async def test_sent_again_once(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    body = {"url": URL, "events": [next(iter(webhooks.events()))]}
    (await boss.client.post(HOOKS, json=body)).raise_for_status()
    async with database.begin() as session:
        delivery_id = await webhooks.ping(session, 1)
        await session.execute(sa.update(Delivery).values(status="dead"))
    words = await race(database, redeliver, [[(delivery_id,)] * 2] * PROCESSES)
    assert sorted(words) == ["DELIVERY_RUNNING"] * (PROCESSES * 2 - 1) + ["pending"]
