"""Two quotes of one supplier, two awards, and a quote against the end of the deadline, at once."""

from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.rfq import asking, awarding, quoting
from app.modules.rfq.models import AwardRow, Quote, Rfq
from app.modules.rfq.schemas import AwardIn, PriceIn, QuoteIn
from app.modules.supplier.api import SupplierPerson, first_contact
from tests.racing import race
from tests.rfq.asked import EVERYTHING, acts, opened, quoted, sees, seller
from tests.supplier.company import bound
from tests.types import AsStaff, AsUser

PROCESSES = 3


async def quote(database: Database, person: SupplierPerson, rfq_id: int, line_id: int, price_fen: int) -> str:
    """Whether it was taken, or the code of the refusal."""
    lines = [PriceIn(line_id=line_id, price_fen=price_fen)]
    body = QuoteIn(revision=1, lines=lines, lead_days=1, valid_until=date(2099, 12, 31))
    try:
        async with database.begin() as session:
            await quoting.submit(session, person, rfq_id, body)
    except AppError as refusal:
        return refusal.code
    return "taken"


async def award(database: Database, rfq_id: int, supplier_id: int) -> str:
    try:
        async with database.begin() as session:
            await awarding.award(session, SYSTEM, rfq_id, AwardIn(supplier_id=supplier_id))
    except AppError as refusal:
        return refusal.code
    return "awarded"


async def quote_or_close(database: Database, person: SupplierPerson, rfq_id: int, line_id: int, quotes: bool) -> str:  # noqa: FBT001  # which of both
    if quotes:
        return await quote(database, person, rfq_id, line_id, 100)
    async with database.begin() as session:
        await asking.close_due(session, {"rfq_id": rfq_id})
    return "closed"


async def person_of(database: Database, supplier_id: int) -> SupplierPerson:
    async with database.read() as session:
        return SupplierPerson(supplier_id, await first_contact(session, supplier_id), 0)


async def test_one_quote(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Of two people of the same supplier, the first has it."""
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    await bound(database, await as_user("同事"), supplier_id)
    rfq_id = await opened(boss, supplier_id)
    line_id = (await sees(person, rfq_id))["lines"][0]["id"]
    he = await person_of(database, supplier_id)
    calls = [[(he, rfq_id, line_id, 100 + 10 * n + m) for m in range(2)] for n in range(PROCESSES)]
    words = await race(database, quote, calls)
    assert sorted(words) == ["QUOTE_EXISTS"] * (PROCESSES * 2 - 1) + ["taken"]
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Quote)) == 1
        assert await session.scalar(sa.select(Rfq.quotes)) == 1


async def test_awarded_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    sellers = [await seller(as_user, database, name) for name in ("甲", "乙")]
    rfq_id = await opened(boss, *(supplier_id for supplier_id, _ in sellers))
    for _, person in sellers:
        await quoted(person, rfq_id)
    (await acts(boss, rfq_id, "close")).raise_for_status()
    calls = [[(rfq_id, supplier_id) for supplier_id, _ in sellers]] * PROCESSES
    words = await race(database, award, calls)
    assert sorted(words) == ["RFQ_MOVED"] * (PROCESSES * 2 - 1) + ["awarded"]
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(AwardRow)) == 1
        states = list(await session.scalars(sa.select(Quote.status)))
        assert sorted(states) == ["awarded", "lost"]


async def test_a_quote_and_the_deadline(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Whatever was taken was taken before the request closed, and counts; nothing comes after."""
    boss = await as_staff(EVERYTHING)
    sellers = [await seller(as_user, database, f"第{number}") for number in range(4)]
    rfq_id = await opened(boss, *(supplier_id for supplier_id, _ in sellers))
    line_id = (await sees(sellers[0][1], rfq_id))["lines"][0]["id"]
    people = [await person_of(database, supplier_id) for supplier_id, _ in sellers]
    async with database.begin() as session:
        await session.execute(sa.update(Rfq).values(deadline=clock.now()))
    early = await race(database, quote_or_close, [[(one, rfq_id, line_id, True)] for one in people[:2]])
    assert set(early) == {"RFQ_CLOSED"}
    calls = [[(one, rfq_id, line_id, quotes)] for one, quotes in zip(people, (True, False, True, False), strict=True)]
    words = await race(database, quote_or_close, calls)
    assert sorted(words) == ["RFQ_CLOSED", "RFQ_CLOSED", "closed", "closed"]
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Quote)) == 0
        assert await session.scalar(sa.select(Rfq.status)) == "closed"


async def closing(database: Database, rfq_id: int, person: SupplierPerson | None, line_id: int) -> str:
    """The buyer closes it (None), or a supplier quotes."""
    if person is not None:
        return await quote(database, person, rfq_id, line_id, 100)
    try:
        async with database.begin() as session:
            await asking.close(session, SYSTEM, rfq_id)
    except AppError as refusal:
        return refusal.code
    return "closed"


async def test_a_quote_while_it_is_closed(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Either it is in and counted, or it is refused: never taken and not counted."""
    boss = await as_staff(EVERYTHING)
    sellers = [await seller(as_user, database, f"第{number}") for number in range(4)]
    rfq_id = await opened(boss, *(supplier_id for supplier_id, _ in sellers))
    line_id = (await sees(sellers[0][1], rfq_id))["lines"][0]["id"]
    people = [await person_of(database, supplier_id) for supplier_id, _ in sellers]
    calls: list[list[tuple[int, SupplierPerson | None, int]]] = [[(rfq_id, one, line_id)] for one in people]
    words = await race(database, closing, [*calls, [(rfq_id, None, line_id)]])
    assert words.count("closed") == 1
    assert set(words) <= {"taken", "RFQ_CLOSED", "closed"}
    async with database.read() as session:
        kept = await session.scalar(sa.select(sa.func.count()).select_from(Quote))
        assert kept == words.count("taken") == await session.scalar(sa.select(Rfq.quotes))
