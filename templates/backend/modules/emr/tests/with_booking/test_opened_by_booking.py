"""Whoever is called in has his record open before the doctor: one, however often he is called."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.booking import booking
from app.modules.booking.models import Resource
from app.modules.emr.models import Encounter
from tests.booking.factory import resource, slots, try_book
from tests.emr.clinic import doctor, patient
from tests.types import AsStaff, AsUser, Configure


@pytest.mark.parametrize("with_doctor", [True, False])
async def test_opened_as_he_is_called_in(
    as_user: AsUser, as_staff: AsStaff, database: Database, configure: Configure, *, with_doctor: bool
) -> None:
    configure("booking", ahead="14d", notice="30m", max_open=5)
    resource_id, seen_by = await resource(database), await doctor(as_staff)
    person, patient_id = await patient(as_user)
    later = [one.id for one in await slots(database) if one.starts_at > clock.now() + timedelta(days=1)]
    booking_id = (await try_book(person, later[0], attendee_id=patient_id)).raise_for_status().json()["id"]
    async with database.begin() as session:
        if with_doctor:
            his = sa.update(Resource).where(Resource.id == resource_id)
            await session.execute(his.values(staff_id=seen_by.id))
        for step in (booking.check_in, booking.start, booking.start):
            await step(session, booking_id, SYSTEM)
    async with database.read() as session:
        found = [(row.patient_id, row.doctor_id) for row in await session.scalars(sa.select(Encounter))]
    assert found == ([(patient_id, seen_by.id)] if with_doctor else [])
