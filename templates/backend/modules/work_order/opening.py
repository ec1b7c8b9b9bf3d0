"""Opening orders: with the checklist, the signature and the time that the rules of today ask for."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.work_order import ASSETS, OpenedOrder, Priority, UnnamedAssets, WorkOrderOpened
from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.database import upsert
from app.core.events import emit
from app.modules.work_order import history, labels
from app.modules.work_order.errors import ChecklistUnknown
from app.modules.work_order.models import WorkCheck, WorkOrder
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import LABELS, OPEN, SOURCES, WORK_ORDER
from app.modules.work_order.telling import told

TITLE = 60


@dataclass(frozen=True)
class Wish:
    """What is to be done. `checklist` None stands for the usual one, "" for none."""

    title: str
    asset: str
    priority: str
    source: str
    description: str = ""
    source_key: str | None = None
    checklist: str | None = None
    due_at: datetime | None = None


async def open_order(session: AsyncSession, actor: Actor, wish: Wish) -> int | None:
    """The new order's id; None when there is one for the `source_key` already. Raises ChecklistUnknown."""
    rules, now = WorkOrderSettings.load(), clock.now()
    chosen = rules.usual_checklist if wish.checklist is None else wish.checklist
    if chosen and chosen not in rules.checklists:
        raise ChecklistUnknown(checklists=sorted(rules.checklists))
    checklist = rules.checklists.get(chosen)
    row = {
        "number": f"W{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        "title": wish.title[:TITLE],
        "description": wish.description[:500],
        "asset": wish.asset,
        "asset_name": await name_of(session, wish.asset),
        "priority": wish.priority,
        "status": WORK_ORDER.initial,
        "source": wish.source,
        "source_key": wish.source_key,
        "checklist": checklist.label if checklist else "",
        "needs_signature": rules.signature,
        "opened_by": actor.id if actor.kind == "staff" else None,
        "due_at": wish.due_at or now + rules.due_within(wish.priority),
        "created_at": now,
    }
    insert = upsert(session, WorkOrder).values(row).on_conflict_do_nothing(index_elements=["source_key"])
    order_id: int | None = await session.scalar(insert.returning(WorkOrder.id))
    if order_id is None:
        return None
    items = checklist.items if checklist else ()
    session.add_all(
        WorkCheck(order_id=order_id, position=position, text=item.text, required=item.required)
        for position, item in enumerate(items, 1)
    )
    await history.note(session, order_id, "open", OPEN, actor, text=wish.description)
    order = await session.get_one(WorkOrder, order_id, populate_existing=True)
    await emit(session, told(order, WorkOrderOpened))
    return order_id


async def name_of(session: AsyncSession, asset: str) -> str:
    """What people call the machine, "" where nobody knows."""
    name = await ASSETS.one(UnnamedAssets()).name(session, asset) if asset else None
    return (name or "")[:60]


class OpensWorkOrders:
    """For others who find that something has to be repaired."""

    async def open(
        self, session: AsyncSession, *, title: str, asset: str, priority: Priority, source_key: str, note: str = ""
    ) -> int | None:
        kind = source_key.partition(":")[0]
        source = kind if kind in SOURCES else "other"
        wish = Wish(title, asset, priority, source, note, source_key)
        made = await open_order(session, SYSTEM, wish)
        if made is not None:
            return made
        opened = sa.select(WorkOrder.id).where(WorkOrder.source_key == source_key)
        return (await session.scalars(opened)).one()

    async def opened_for(self, session: AsyncSession, source_keys: Collection[str]) -> Mapping[str, OpenedOrder]:
        columns = (WorkOrder.source_key, WorkOrder.id, WorkOrder.number, WorkOrder.status)
        rows = await session.execute(sa.select(*columns).where(WorkOrder.source_key.in_(sorted(source_keys))))
        return {key or "": OpenedOrder(number, name, state, LABELS[state]) for key, number, name, state in rows}

    def label(self, asset: str) -> bytes:
        return labels.label(asset)
