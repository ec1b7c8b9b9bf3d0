"""Limits against one person with many accounts."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.activity.api import Claim, LimitReached, enter, leave
from app.modules.activity.limits import Mark, address_mark
from app.modules.activity.models import Entry, Seat
from app.modules.identity.api import phone_mark
from tests.types import AsUser, Configure

HOME: Mark = ("address", address_mark("浙江省杭州市西湖区文一路1号2幢"))
PHONE: Mark = ("phone", phone_mark("13800000000"))


@pytest.fixture
async def people(as_user: AsUser) -> list[int]:
    return [(await as_user(name)).id for name in ("小明", "小红", "小刚", "小丽")]


async def take_part(database: Database, user_id: int, subject_id: int, *marks: Mark, activity_id: int = 1) -> str:
    """Whose share was used up, "" when he was let in."""
    try:
        async with database.begin() as session:
            await enter(session, Claim("test", activity_id, user_id, "order", subject_id), marks)
    except LimitReached as error:
        return str(error.details["by"])
    return ""


async def go(database: Database, subject_id: int) -> None:
    async with database.begin() as session:
        await leave(session, "test", "order", subject_id)


async def count(database: Database, table: type[Seat] | type[Entry]) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


async def test_so_many_accounts_under_one_phone(database: Database, people: list[int]) -> None:
    said = [await take_part(database, person, number, PHONE) for number, person in enumerate(people, start=1)]
    assert said == ["", "", "phone", "phone"]


async def test_so_many_accounts_at_one_address(database: Database, people: list[int]) -> None:
    said = [await take_part(database, person, number, HOME) for number, person in enumerate(people, start=1)]
    assert said == ["", "address", "address", "address"]


async def test_one_account_as_often_as_it_likes(database: Database, people: list[int]) -> None:
    assert [await take_part(database, people[0], number, HOME, PHONE) for number in range(1, 4)] == ["", "", ""]


async def test_each_activity_for_itself(database: Database, people: list[int]) -> None:
    for number, person in enumerate(people, start=1):
        assert await take_part(database, person, number, HOME, activity_id=number) == ""


async def test_a_refusal_leaves_nothing(database: Database, people: list[int]) -> None:
    await take_part(database, people[0], 1, HOME)
    assert await take_part(database, people[1], 2, HOME, PHONE) == "address"
    assert (await count(database, Seat), await count(database, Entry)) == (1, 1)


async def test_who_leaves_makes_room(database: Database, people: list[int]) -> None:
    await take_part(database, people[0], 1, HOME)
    await take_part(database, people[0], 2, HOME)
    await go(database, 1)
    assert await take_part(database, people[1], 3, HOME) == "address"
    for _ in range(2):
        await go(database, 2)
    assert await count(database, Seat) == 0
    assert await take_part(database, people[1], 3, HOME) == ""


async def test_repeated_is_once(database: Database, people: list[int]) -> None:
    for _ in range(3):
        assert await take_part(database, people[0], 1, HOME) == ""
    await go(database, 1)
    assert (await count(database, Seat), await count(database, Entry)) == (0, 0)


async def test_nought_is_no_limit(database: Database, people: list[int], configure: Configure) -> None:
    configure("activity", accounts_per_phone=0, accounts_per_address=0)
    assert {await take_part(database, person, 1, HOME, PHONE) for person in people} == {""}
    assert await count(database, Seat) == 0


async def test_the_customers_own_number_counts(database: Database, as_user: AsUser, configure: Configure) -> None:
    configure("activity", accounts_per_phone=1)
    person = await as_user(consents=("phone",))
    (await person.client.post("/me/phone", json={"code": "phone:13800000000"})).raise_for_status()
    assert await take_part(database, person.id, 1) == ""
    assert await take_part(database, (await as_user("小红")).id, 2, PHONE) == "phone"


def test_an_address_is_the_same_however_it_is_written() -> None:
    assert address_mark("浙江省 杭州市，西湖区-文一路 1号2幢") == HOME[1]
    assert address_mark("浙江省杭州市西湖区文一路1号3幢") != HOME[1]
    assert phone_mark("+86 138-0000-0000") == PHONE[1]


async def test_nothing_can_be_read(database: Database, people: list[int]) -> None:
    await take_part(database, people[0], 1, HOME, PHONE)
    async with database.read() as session:
        marks = (await session.scalars(sa.select(Seat.mark))).all()
    assert {len(mark) for mark in marks} == {64}


async def test_exported_withdrawn_and_erased(database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    await take_part(database, person.id, 1, HOME, PHONE)
    copy = (await person.client.get("/me/export")).json()["activities"]
    assert copy == [{"activity": "test", "activity_id": 1, "compared_by": kind} for kind in ("address", "phone")]
    (await person.client.delete("/me/consents/address")).raise_for_status()
    assert await count(database, Seat) == 1
    assert (await person.client.delete("/me")).status_code == 204
    assert (await count(database, Seat), await count(database, Entry)) == (0, 0)
