"""A visit that was paid for brings a follow-up that costs nothing: once, and for some days."""

import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.booking import booking
from devtools.wechat import StandIn
from tests.booking.factory import book, slot_at, status
from tests.payment.cashier import prepay_at
from tests.practitioner.factory import doctor
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

PRICE_FEN = 2000


@pytest.fixture
async def patient(as_user: AsUser, database: Database, monday: Hand) -> Person:
    del monday
    await doctor(database, price_fen=PRICE_FEN)
    await doctor(database, "li", price_fen=PRICE_FEN)
    return await as_user()


@pytest.fixture
async def visited(patient: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs) -> Person:
    """He was there today, and has paid for it."""
    booking_id = await book(patient, await slot_at(database, 9, day=23))
    wechat.pay(await prepay_at(patient, wechat, f"/bookings/{booking_id}"))
    await wechat.deliver_due()
    await drain_jobs()
    async with database.begin() as session:
        assert await booking.check_in(session, booking_id, SYSTEM)
        assert await booking.finish(session, booking_id, SYSTEM)
    return patient


async def price(person: Person, booking_id: int) -> int:
    return int((await person.client.get(f"/bookings/{booking_id}")).json()["price_fen"])


async def test_once(visited: Person, database: Database) -> None:
    free = await book(visited, await slot_at(database, 9))
    assert (await price(visited, free), await status(database, free)) == (0, "booked")
    paid = await book(visited, await slot_at(database, 10))
    assert (await price(visited, paid), await status(database, paid)) == (PRICE_FEN, "held")


async def test_what_is_given_up_is_there_again(visited: Person, database: Database) -> None:
    first = await book(visited, await slot_at(database, 9))
    (await visited.client.post(f"/bookings/{first}/cancel")).raise_for_status()
    second = await book(visited, await slot_at(database, 10))
    assert await price(visited, second) == 0


async def test_not_with_another_doctor(visited: Person, database: Database) -> None:
    elsewhere = await book(visited, await slot_at(database, 9, resource_id=2))
    assert await price(visited, elsewhere) == PRICE_FEN


async def test_not_for_somebody_else(visited: Person, as_user: AsUser, database: Database) -> None:
    del visited
    other = await as_user("小红")
    assert await price(other, await book(other, await slot_at(database, 9))) == PRICE_FEN


@pytest.mark.parametrize(("number", "within"), [(0, "7d"), (1, "1m")])
async def test_as_the_clinic_decides(
    visited: Person, database: Database, configure: Configure, monday: Hand, *, number: int, within: str
) -> None:
    configure("practitioner", follow_ups=number, follow_ups_within=within)
    monday.advance(minutes=2)
    assert await price(visited, await book(visited, await slot_at(database, 9))) == PRICE_FEN


async def test_a_moved_follow_up_stays_free(visited: Person, database: Database) -> None:
    booking_id = await book(visited, await slot_at(database, 9))
    body = {"slot_id": await slot_at(database, 10)}
    (await visited.client.post(f"/bookings/{booking_id}/move", json=body)).raise_for_status()
    assert await price(visited, booking_id) == 0
