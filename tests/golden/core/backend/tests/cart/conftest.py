from collections.abc import Collection

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import STOCK, Stock, UnlimitedStock
from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("cart", max_lines=100, max_quantity=99)


class Shelf(UnlimitedStock):
    """Counts the SKUs that a test puts into `pieces`, and no others."""

    def __init__(self) -> None:
        self.pieces: dict[int, int] = {}

    async def available(
        self, session: AsyncSession, sku_ids: Collection[int], location_id: int | None = None
    ) -> dict[int, int | None]:
        del session, location_id
        return {sku_id: self.pieces.get(sku_id) for sku_id in sku_ids}


@pytest.fixture
def shelf(app: object, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The shop's stock, whoever else counts it."""
    del app
    shelf = Shelf()
    rows: list[tuple[int, str, Stock]] = [(0, "test", shelf)]
    monkeypatch.setattr(STOCK, "_rows", rows)
    return shelf
