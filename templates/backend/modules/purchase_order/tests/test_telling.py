"""Who is told of what."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.contracts.messaging import MESSENGER
from app.core.database import Database
from tests.purchase_order.ordered import EVERYTHING, placed, seller
from tests.supplier.company import bound
from tests.types import AsStaff, AsUser


class Notebook:
    """Writes down what is told to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, object]] = []

    async def tell(self, session: object, message: str, *, user_id: int, key: str, values: Mapping[str, Any]) -> bool:
        del session, key
        self.told.append((message, user_id, values["total"]))
        return True


async def test_all_of_the_suppliers_people(
    as_staff: AsStaff, as_user: AsUser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook()
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    mate = await bound(database, await as_user("同事"), supplier_id)
    monkeypatch.setattr(MESSENGER, "one", lambda _nobody: notebook)
    await placed(boss, supplier_id)
    assert notebook.told == [("purchase_order.placed", one.id, "¥801.25") for one in (person, mate)]
