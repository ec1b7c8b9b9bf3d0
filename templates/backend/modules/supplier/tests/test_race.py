"""One invitation by several phones, and one phone with several invitations, at once."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.supplier import contacts
from app.modules.supplier.models import Contact
from tests.racing import race
from tests.supplier.company import invited, supplier
from tests.types import AsUser

PROCESSES = 3


async def bind(database: Database, user_id: int, code: str) -> str:
    """Whether he is bound, or the code of the refusal."""
    try:
        async with database.begin() as session:
            await contacts.bind(session, user_id, code)
    except AppError as refusal:
        return refusal.code
    return "bound"


async def test_one_code_for_one_phone(as_user: AsUser, database: Database) -> None:
    _, code = await invited(database, await supplier(database))
    people = [await as_user(f"第{number}人") for number in range(PROCESSES * 2)]
    calls = [[(one.id, code) for one in people[number::PROCESSES]] for number in range(PROCESSES)]
    words = await race(database, bind, calls)
    assert sorted(words) == sorted(["bound", *["INVITATION_WRONG"] * (len(people) - 1)])


async def test_one_phone_for_one_supplier(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    codes = [(await invited(database, await supplier(database)))[1] for _ in range(PROCESSES)]
    words = await race(database, bind, [[(person.id, code)] for code in codes])
    assert sorted(words) == ["ALREADY_SUPPLIER"] * (PROCESSES - 1) + ["bound"]
    async with database.read() as session:
        bound = sa.select(sa.func.count()).where(Contact.user_id == person.id)
        assert await session.scalar(bound) == 1
