"""The life of a pickup, move by move."""

import itertools

import pytest

from app.core import clock
from app.core.database import Database
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.states import LABELS, PICKED, PICKUP
from tests.multi_store.shops import store
from tests.store_pickup.counter import ordered
from tests.types import AsUser


def test_every_state_has_a_word() -> None:
    assert LABELS.keys() == PICKUP.states


@pytest.mark.parametrize(("source", "target"), [*itertools.product(sorted(PICKUP.states), repeat=2)])
async def test_only_the_moves_of_the_table(as_user: AsUser, database: Database, source: str, target: str) -> None:
    await ordered(as_user, database, await store(database))
    async with database.begin() as session:
        row = await session.get_one(Pickup, 1)
        row.status, row.code = source, "12345678"
        row.picked_at = clock.now() if source == PICKED else None
        await session.flush()
        if not PICKUP.sources(target):
            with pytest.raises(ValueError, match="no move"):
                await PICKUP.move(session, Pickup, 1, to=target)
            return
        at = clock.now() if PICKED in {source, target} else None
        assert await PICKUP.move(session, Pickup, 1, to=target, picked_at=at) == PICKUP.allows(source, target)
