"""Who is told of what."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.contracts.messaging import MESSENGER
from app.core.database import Database
from tests.rfq.asked import opened, seller
from tests.sample.sent import EVERYTHING, asked, failed
from tests.types import AsStaff, AsUser


class Notebook:
    """Writes down what is told to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, object]] = []

    async def tell(self, session: object, message: str, *, user_id: int, key: str, values: Mapping[str, Any]) -> bool:
        del session, key
        self.told.append((message, user_id, values.get("result")))
        return True


async def test_asked_for_and_tried(
    as_staff: AsStaff, as_user: AsUser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook()
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    monkeypatch.setattr(MESSENGER, "one", lambda _nobody: notebook)
    sample_id = await asked(boss, rfq_id, supplier_id)
    await failed(boss, person, sample_id)
    assert notebook.told == [("sample.requested", person.id, "待寄样"), ("sample.judged", person.id, "不合格")]
