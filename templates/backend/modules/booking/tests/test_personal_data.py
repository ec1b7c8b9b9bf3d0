"""What bookings know of somebody, and what stays of him."""

import pytest

from app.core.database import Database
from app.core.privacy import AccountInUse
from app.modules.booking.personal_data import BookingData
from tests.booking.factory import book, booking, resource, slot_at
from tests.types import AsUser, Hand


async def test_told_and_forgotten(as_user: AsUser, database: Database, monday: Hand) -> None:
    del monday
    await resource(database)
    person = await as_user()
    booking_id = await book(person, await slot_at(database, 9), remark="怕疼")
    data = BookingData()
    async with database.read() as session:
        (told,) = await data.export(session, person.id)
    assert (told["resource"], told["remark"], told["status"]) == ("医生wang", "怕疼", "booked")
    with pytest.raises(AccountInUse):
        async with database.begin() as session:
            await data.erase(session, person.id)
    (await person.client.post(f"/bookings/{booking_id}/cancel")).raise_for_status()
    async with database.begin() as session:
        await data.erase(session, person.id)
        await data.withdraw(session, person.id, "phone")
    assert (await booking(database, booking_id)).remark is None
