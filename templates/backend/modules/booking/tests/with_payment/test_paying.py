"""A time that costs something: held until it is paid."""

import pytest
import sqlalchemy as sa

from app.contracts.payment import PaymentSucceeded
from app.core import clock
from app.core.database import Database
from app.modules.booking import booking, payable
from app.modules.booking.models import Booking
from devtools.wechat import StandIn
from tests.booking.factory import book, cells_of, resource, slot_at, sound, status, taken, try_book
from tests.payment.cashier import prepay_at, settle
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person

PRICE_FEN = 2000


@pytest.fixture(autouse=True)
async def nine(database: Database, monday: Hand) -> int:
    del monday
    await resource(database, price_fen=PRICE_FEN)
    return await slot_at(database, 9)


async def paid(person: Person, wechat: StandIn, drain_jobs: DrainJobs, booking_id: int) -> str:
    number = await prepay_at(person, wechat, f"/bookings/{booking_id}")
    wechat.pay(number)
    await wechat.deliver_due()
    await drain_jobs()
    return number


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user()


async def test_paid(
    person: Person, as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    nine = await slot_at(database, 9)
    booking_id = await book(person, nine)
    held = (await person.client.get(f"/bookings/{booking_id}")).json()
    assert (held["status"], held["can"], held["price_fen"], held["qr"]) == ("held", ["pay", "cancel"], PRICE_FEN, None)
    assert (await try_book(await as_user("小红"), nine)).json()["code"] == "SLOT_TAKEN"
    await paid(person, wechat, drain_jobs, booking_id)
    assert await status(database, booking_id) == "booked"
    async with database.begin() as session:
        assert not await booking.expire(session, booking_id)
    await drain_jobs()
    assert (await status(database, booking_id), await taken(database, nine)) == ("booked", 1)


async def test_the_same_news_again(
    as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs, nine: int
) -> None:
    person = await as_user()
    booking_id = await book(person, nine)
    await paid(person, wechat, drain_jobs, booking_id)
    async with database.begin() as session:
        row = await session.get_one(Booking, booking_id)
        event = PaymentSucceeded(booking_id, "booking", str(row.pay_no), PRICE_FEN, clock.now())
        await payable.on_payment_succeeded(session, event)
        await payable.on_payment_succeeded(session, PaymentSucceeded(7, "order", "x", 1, clock.now()))
    await drain_jobs()
    assert (await status(database, booking_id), list(wechat.state.refunds)) == ("booked", [])


async def test_not_paid_in_time(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, nine: int, clock_hand: Hand
) -> None:
    person = await as_user()
    booking_id = await book(person, nine)
    clock_hand.advance(minutes=11)
    late = await person.client.post(f"/bookings/{booking_id}/pay", headers={"Idempotency-Key": "k" * 20})
    assert (late.status_code, late.json()["code"]) == (409, "NOT_PAYABLE")
    await drain_jobs()
    assert (await status(database, booking_id), await taken(database, nine)) == ("expired", 0)
    assert await cells_of(database, booking_id) == 0
    await book(await as_user("小红"), nine)
    await sound(database)


async def test_money_that_comes_too_late_goes_back(
    person: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    booking_id = await book(person, await slot_at(database, 9))
    number = await prepay_at(person, wechat, f"/bookings/{booking_id}")
    wechat.pay(number)  # and nobody hears of it yet
    async with database.begin() as session:
        expired = sa.update(Booking).where(Booking.id == booking_id)
        await session.execute(expired.values(status="expired", place=None))
    await wechat.deliver_due()
    await settle(wechat, drain_jobs, clock_hand)
    assert await status(database, booking_id) == "expired"
    assert [refund.amount_fen for refund in wechat.state.refunds.values()] == [PRICE_FEN]


@pytest.mark.parametrize("by_staff", [False, True])
async def test_cancelled_and_paid_back(
    person: Person,
    as_staff: AsStaff,
    database: Database,
    wechat: StandIn,
    *,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    by_staff: bool,
) -> None:
    nine = await slot_at(database, 9)
    booking_id = await book(person, nine)
    await paid(person, wechat, drain_jobs, booking_id)
    for _ in range(2):
        if by_staff:
            boss = (await as_staff("booking.*")).client
            answer = await boss.post(f"/staff/bookings/{booking_id}/cancel", json={"reason": "停诊"})
        else:
            answer = await person.client.post(f"/bookings/{booking_id}/cancel")
        assert answer.json()["status"] == "canceled"
    await settle(wechat, drain_jobs, clock_hand)
    assert [refund.amount_fen for refund in wechat.state.refunds.values()] == [PRICE_FEN]
    assert await taken(database, nine) == 0


async def test_nobody_elses(as_user: AsUser, nine: int) -> None:
    booking_id = await book(await as_user(), nine)
    other = await as_user("小红")
    answer = await other.client.post(f"/bookings/{booking_id}/pay", headers={"Idempotency-Key": "k" * 20})
    assert answer.status_code == 404


async def test_how_long_a_time_is_held(
    person: Person, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("booking", hold="30m")
    booking_id = await book(person, await slot_at(database, 9))
    for minutes, becomes in ((29, "held"), (2, "expired")):
        clock_hand.advance(minutes=minutes)
        await drain_jobs()
        assert await status(database, booking_id) == becomes
