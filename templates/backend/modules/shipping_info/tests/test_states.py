"""How far WeChat knows, move by move."""

import itertools

import pytest

from app.core.database import Database
from app.modules.shipping_info.models import Upload
from app.modules.shipping_info.states import FAILED, LABELS, UPLOAD
from tests.shipping_info.conftest import Paid
from tests.shipping_info.test_telling import FIRST


def test_every_state_has_a_word() -> None:
    assert LABELS.keys() == UPLOAD.states


@pytest.mark.parametrize(("source", "target"), [*itertools.product(sorted(UPLOAD.states), repeat=2)])
async def test_only_the_moves_of_the_table(paid: Paid, database: Database, source: str, target: str) -> None:
    await paid.tell(FIRST)
    async with database.begin() as session:
        row = await session.get_one(Upload, 1)
        row.status, row.errcode = source, 1 if source == FAILED else None
        await session.flush()
        moved = await UPLOAD.move(session, Upload, 1, to=target, errcode=1 if target == FAILED else None)
        assert moved == UPLOAD.allows(source, target)
