"""The life of a shipment, move by move."""

import itertools

import pytest

from app.core import clock
from app.core.database import Database
from app.modules.delivery.models import Shipment
from app.modules.delivery.states import LABELS, SHIPMENT
from tests.delivery.parcels import waiting
from tests.types import AsUser, DrainJobs


def test_every_state_has_a_word() -> None:
    assert LABELS.keys() == SHIPMENT.states


async def test_only_the_moves_of_the_table(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await waiting(as_user, database, drain_jobs)
    for source, target in itertools.product(sorted(SHIPMENT.states), repeat=2):
        async with database.begin() as session:
            shipment = Shipment(order_id=order.id, status=source, tracking_no="SF123456", packed_at=clock.now())
            session.add(shipment)
            await session.flush()
            if not SHIPMENT.sources(target):
                with pytest.raises(ValueError, match="no move"):
                    await SHIPMENT.move(session, Shipment, shipment.id, to=target)
                continue
            moved = await SHIPMENT.move(session, Shipment, shipment.id, to=target)
            assert moved == SHIPMENT.allows(source, target), (source, target)
            assert not await SHIPMENT.move(session, Shipment, shipment.id, to=target)
