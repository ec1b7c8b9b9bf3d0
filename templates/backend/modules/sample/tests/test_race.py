"""The next version of a sample, and the verdict, by several at once."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.sample import moves
from app.modules.sample.models import Sample
from app.modules.sample.schemas import SendIn, VerdictIn
from app.modules.supplier.api import SupplierPerson, first_contact
from tests.racing import race
from tests.rfq.asked import opened, seller
from tests.sample.sent import EVERYTHING, asked, failed, receives, sends
from tests.types import AsStaff, AsUser

PROCESSES = 3


async def resend(database: Database, person: SupplierPerson, sample_id: int) -> str:
    try:
        async with database.begin() as session:
            await moves.resend(session, person, sample_id, SendIn(tracking_number="SF1"))
    except AppError as refusal:
        return refusal.code
    return "sent"


async def judge(database: Database, sample_id: int, passed: bool) -> str:  # noqa: FBT001  # what is found
    try:
        async with database.begin() as session:
            await moves.judge(session, SYSTEM, sample_id, VerdictIn(passed=passed, verdict="试过了"))
    except AppError as refusal:
        return refusal.code
    return "judged"


async def test_one_next_version(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    sample_id = await asked(boss, await opened(boss, supplier_id), supplier_id)
    await failed(boss, person, sample_id)
    async with database.read() as session:
        he = SupplierPerson(supplier_id, await first_contact(session, supplier_id), person.id)
    words = await race(database, resend, [[(he, sample_id)] * 2] * PROCESSES)
    assert sorted(words) == ["SAMPLE_FOLLOWED"] * (PROCESSES * 2 - 1) + ["sent"]
    async with database.read() as session:
        assert sorted(await session.scalars(sa.select(Sample.version))) == [1, 2]


async def test_one_verdict(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    sample_id = await asked(boss, await opened(boss, supplier_id), supplier_id)
    (await sends(person, sample_id)).raise_for_status()
    (await receives(boss, sample_id)).raise_for_status()
    words = await race(database, judge, [[(sample_id, True), (sample_id, False)]] * PROCESSES)
    assert sorted(words) == ["SAMPLE_MOVED"] * (PROCESSES * 2 - 1) + ["judged"]
