"""An ERP for tests, and documents for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ErpDocument
from app.core.database import Database
from app.core.events import Event
from app.modules.erp_connector import outbox
from tests.types import Person

BASE = "/staff/erp"
EVERYTHING = "erp_connector.*"
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Invoices:
    """Documents whose number and amount follow from their ids."""

    kind: str = "invoice"
    label: str = "账单"
    events: tuple[type[Event], ...] = ()
    on: date = DAY

    async def document(self, session: AsyncSession, entity_id: int) -> ErpDocument | None:
        del session
        if entity_id > 100:
            return None
        return ErpDocument(f"INV-{entity_id}", self.on, entity_id * 100, {"lines": [{"text": "主轴", "quantity": 2}]})


async def put(database: Database, *entity_ids: int, on: date = DAY) -> list[bool]:
    async with database.begin() as session:
        return [await outbox.put(session, Invoices(on=on), entity_id) for entity_id in entity_ids]


async def documents(boss: Person, **query: str) -> list[dict[str, Any]]:
    """The oldest first."""
    answer = (await boss.client.get(f"{BASE}/documents", params=query)).raise_for_status().json()
    return list(reversed(answer["items"]))


async def states(boss: Person) -> list[tuple[str, int, str, str]]:
    return [(one["status"], one["attempts"], one["answer"], one["erp_number"]) for one in await documents(boss)]
