"""Bookings at the console."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.booking.models import Closure, Resource, Schedule
from tests.booking.factory import book, every_day, resource, slot_at, slots, status
from tests.types import AsUser, DrainJobs, Hand, OpenConsole

ROOM = {"name": "一号诊室", "code": "room-1", "kind": "诊室", "place": "二楼", "position": "1", "active": "on"}
LINE = {
    "resource_id": "1",
    "day_kind": "1",
    "on_day": "",
    "from_text": "09:00",
    "to_text": "10:00",
    "slot_minutes": "30",
    "capacity": "2",
    "price": "20.5",
}
CLOSED = {
    "resource_id": "",
    "starts_time": "2026-11-24T09:00:00",
    "ends_time": "2026-11-24T10:00:00",
    "reason": "停电",
    "cancel_bookings": "on",
}


@pytest.fixture(autouse=True)
def _(monday: Hand) -> None:
    del monday


async def test_planned(console: OpenConsole, database: Database) -> None:
    browser = await console("booking.*")
    assert (await browser.post("booking-resources/create", ROOM)).status_code == 303
    assert (await browser.post("booking-schedules/create", LINE)).status_code == 303
    assert [(one.capacity, one.price_fen) for one in await slots(database)] == [(2, 2050)] * 4
    assert "周二 09:00–10:00，每 30 分钟" in await browser.text("booking-resources/detail", pk=1)
    assert "20.50" in await browser.text("booking-schedules/edit", pk=1)
    assert (await browser.post("booking-schedules/edit?pk=1", LINE | {"capacity": "3"})).status_code == 303
    assert {one.capacity for one in await slots(database)} == {3}
    one_day = LINE | {"day_kind": "-", "on_day": "2026-11-25", "to_text": "09:30"}
    assert (await browser.post("booking-schedules/create", one_day)).status_code == 303
    assert "2026-11-25" in await browser.text("booking-schedules/detail", pk=2)
    assert (await browser.act("booking-schedules", 1, "remove")).status_code == 200
    assert len(await slots(database)) == 1
    assert (await browser.post("booking-resources/edit?pk=1", ROOM | {"name": "二号诊室"})).status_code == 303
    async with database.read() as session:
        assert (await session.get_one(Resource, 1)).name == "二号诊室"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"from_text": "九点"}, "九点 不是时间，如 09:00"),
        ({"to_text": "08:00"}, "结束时间要晚于开始时间"),
        ({"price": "x"}, "x 不是金额"),
        ({"slot_minutes": "7"}, "填写有误"),
        ({"day_kind": "-"}, "星期与日期填一个"),
        ({"from_text": "09:30", "to_text": "10:30", "resource_id": "1"}, "时间重叠"),
    ],
)
async def test_refused_in_words(console: OpenConsole, database: Database, change: dict[str, str], words: str) -> None:
    await resource(database, lines=every_day(to_minute=600))
    before = len(await slots(database))
    answer = await (await console("booking.*")).post("booking-schedules/create", LINE | change)
    assert (answer.status_code, len(await slots(database))) == (422, before)
    assert words in answer.text


async def test_closed_and_opened(
    console: OpenConsole, as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    await resource(database)
    booking_id = await book(await as_user(), await slot_at(database, 9))
    browser = await console("booking.*")
    wrong = await browser.post("booking-closures/create", CLOSED | {"ends_time": "2026-11-24T08:00:00"})
    assert (wrong.status_code, "结束时间要晚于开始时间" in wrong.text) == (422, True)
    assert (await browser.post("booking-closures/create", CLOSED)).status_code == 303
    assert "停电" in await browser.text("booking-closures/detail", pk=1)
    await drain_jobs()
    assert await status(database, booking_id) == "canceled"
    assert (await browser.act("booking-closures", 1, "reopen")).status_code == 200
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Closure)) == 0


async def test_the_desk(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    await resource(database)
    booking_id = await book(await as_user(), await slot_at(database, 9, day=23), remark="怕疼")
    browser = await console("booking.*")
    assert "今日预约" in await browser.text("")
    page = await browser.text("bookings/detail", pk=booking_id)
    for words in ("医生wang", "2026-11-23 09:00", "怕疼", "本人", "已预约"):
        assert words in page
    for action, becomes in (("check_in", "checked_in"), ("start", "in_service"), ("finish", "done")):
        assert (await browser.act("bookings", booking_id, action)).status_code == 200
        assert await status(database, booking_id) == becomes


async def test_cancelled_with_a_reason(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    await resource(database)
    first, second = [await book(await as_user(name), await slot_at(database, 9 + n)) for n, name in enumerate("ab")]
    browser = await console("booking.*")
    assert (await browser.act("bookings", first, "cancel", reason="")).status_code == 400
    assert (await browser.act("bookings", first, "cancel", reason="医生生病")).status_code == 200
    assert "医生生病" in await browser.text("bookings/detail", pk=first)
    assert (await browser.act("bookings", second, "miss")).status_code == 200
    assert [await status(database, one) for one in (first, second)] == ["canceled", "no_show"]


async def test_only_his_own(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    await resource(database)
    booking_id = await book(await as_user(), await slot_at(database, 9))
    browser = await console("booking.read", "booking.check_in", scope="self")
    assert (await browser.get(f"bookings/detail?pk={booking_id}")).status_code == 404
    assert (await browser.act("bookings", booking_id, "miss")).status_code == 400
    assert await status(database, booking_id) == "booked"


async def test_not_permitted(console: OpenConsole, database: Database) -> None:
    await resource(database, lines=[])
    browser = await console("booking.read")
    for key, form in (("booking-resources", ROOM), ("booking-schedules", LINE), ("booking-closures", CLOSED)):
        assert (await browser.post(f"{key}/create", form)).status_code == 403
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Schedule)) == 0
