"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.contracts.rfq import AWARDS, NoAwards
from app.core.database import Database
from app.core.module import SeedData
from app.modules.purchase_order.models import PurchaseOrder
from app.modules.purchase_order.seeds import seed
from app.modules.supplier.seeds import seed as seed_suppliers
from tests.purchase_order.ordered import LINES
from tests.supplier.company import form


async def test_orders_on_their_way(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    suppliers = {"suppliers": [form(code="S01", contacts=[{"name": "周敏"}])]}
    order = {"title": "轴承", "supplier": "S01", "lines": LINES}
    begun = {
        **order,
        "milestones": [{"kind": "confirmed"}],
        "received": [{"quantity": 100, "lot": "B1"}, {"quantity": 0}],
        "billed_fen": 1000,
    }
    async with database.begin() as session:
        await seed_suppliers(session, SeedData(suppliers, Path()))
        await seed(session, SeedData({"orders": [order, begun]}, Path()))
        rows = list(await session.scalars(sa.select(PurchaseOrder).order_by(PurchaseOrder.id)))
        assert [(row.milestone, row.billed_fen) for row in rows] == [("", 0), ("confirmed", 1000)]
        assert [line.received for line in rows[1].lines] == [100, 0]
        with pytest.raises(KeyError):
            await seed(session, SeedData({"orders": [{**order, "supplier": "S99"}]}, Path()))
        monkeypatch.setattr(AWARDS, "one", lambda _nobody: NoAwards())
        with pytest.raises(ValueError, match="no award"):
            await seed(session, SeedData({"orders": [{"award": True}]}, Path()))
