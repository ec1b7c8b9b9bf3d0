from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.segment_pay import queries
from app.modules.segment_pay.models import SegmentOffer
from app.modules.segment_pay.seeds import seed
from tests.course.factory import course
from tests.segment_pay.factory import COVER


async def test_priced_at_once(database: Database, tmp_path: Path) -> None:
    made = await course(database, cover=COVER, code="DG")
    rows = {"prices": [{"course": "DG", "whole": 199, "original": 299, "chapters": [None, 99.9]}]}
    async with database.begin() as session:
        await seed(session, SeedData(rows, tmp_path))
    async with database.read() as session:
        shown = await queries.prices(session, made.id)
    assert shown.whole is not None
    assert (shown.whole.price_fen, shown.whole.original_price_fen) == (19900, 29900)
    assert [(one.chapter_id, one.price_fen) for one in shown.chapters] == [(made.chapters[1], 9990)]


async def test_unknown_course(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="XX"):
        async with database.begin() as session:
            await seed(session, SeedData({"prices": [{"course": "XX", "whole": 1}]}, tmp_path))
    async with database.read() as session:
        assert list(await session.scalars(sa.select(SegmentOffer))) == []
