"""Opening inspections: with the checks that the plan asks for today."""

import secrets
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.purchase_order import PurchaseOrderReceived
from app.core import audit, clock
from app.core.context import SYSTEM, Actor
from app.core.database import upsert
from app.modules.qc.errors import InspectionMoved, InspectionRepeated, PlanUnknown
from app.modules.qc.finding import find
from app.modules.qc.models import Inspection, InspectionResult
from app.modules.qc.settings import QcSettings
from app.modules.qc.states import FAILED, INSPECTION
from app.modules.traceability.api import find as find_batch


@dataclass(frozen=True)
class Subject:
    """What is inspected: a batch, or a line of a receipt."""

    item: str
    lot: str
    quantity: int
    batch_id: int | None = None
    receipt_id: int | None = None
    receipt_line_id: int | None = None
    supplier_id: int | None = None


async def open_for_batch(session: AsyncSession, actor: Actor, plan: str, batch_id: int) -> int:
    """Raises BatchNotFound, PlanUnknown."""
    batch = await find_batch(session, batch_id)
    subject = Subject(batch.item, batch.number, batch.quantity, batch_id=batch.id)
    opened = await _open(session, plan, subject)
    assert opened is not None  # noqa: S101  # only a source_key can be taken
    await audit.record(session, actor, "inspection.open", "inspection", opened)
    return opened


async def on_received(session: AsyncSession, event: PurchaseOrderReceived) -> None:
    """Every line that came in is inspected once, where there is a plan for that."""
    plan = QcSettings.load().for_receipts
    if plan is None:
        return
    for line in event.lines:
        subject = Subject(
            line.item[:60],
            line.lot[:40],
            line.quantity,
            receipt_id=event.receipt_id,
            receipt_line_id=line.line_id,
            supplier_id=event.supplier_id,
        )
        opened = await _open(session, plan, subject, source_key=f"receipt:{event.receipt_id}:{line.line_id}")
        if opened is not None:
            await audit.record(session, SYSTEM, "inspection.open", "inspection", opened)


async def repeat(session: AsyncSession, actor: Actor, inspection_id: int) -> int:
    """What failed is inspected once more, by the plan of today. Raises InspectionNotFound, InspectionMoved,
    InspectionRepeated, PlanUnknown.
    """
    failed = await find(session, inspection_id)
    if failed.status != FAILED:
        raise InspectionMoved(status=failed.status)
    subject = Subject(
        failed.item,
        failed.lot,
        failed.quantity,
        batch_id=failed.batch_id,
        receipt_id=failed.receipt_id,
        receipt_line_id=failed.receipt_line_id,
        supplier_id=failed.supplier_id,
    )
    opened = await _open(session, failed.plan, subject, repeats_id=failed.id)
    if opened is None:
        raise InspectionRepeated
    await audit.record(session, actor, "inspection.repeat", "inspection", opened)
    return opened


async def _open(
    session: AsyncSession,
    plan_id: str,
    subject: Subject,
    *,
    source_key: str | None = None,
    repeats_id: int | None = None,
) -> int | None:
    """None when there is one for the `source_key`, or for what it repeats, already."""
    plans, now = QcSettings.load().plans, clock.now()
    if plan_id not in plans:
        raise PlanUnknown(plans=sorted(plans))
    plan = plans[plan_id]
    row = {
        **asdict(subject),
        "number": f"Q{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        "kind": plan.kind,
        "plan": plan_id,
        "plan_label": plan.label,
        "source_key": source_key,
        "repeats_id": repeats_id,
        "status": INSPECTION.initial,
        "created_at": now,
    }
    unique = "source_key" if repeats_id is None else "repeats_id"
    insert = upsert(session, Inspection).values(row).on_conflict_do_nothing(index_elements=[unique])
    opened: int | None = await session.scalar(insert.returning(Inspection.id))
    if opened is not None:
        checks = [
            {
                "inspection_id": opened,
                "position": position,
                "text": check.text,
                "kind": check.kind,
                "minimum": check.min,
                "maximum": check.max,
                "unit": check.unit,
                "required": check.required,
            }
            for position, check in enumerate(plan.checks, 1)
        ]
        await session.execute(sa.insert(InspectionResult), checks)
    return opened
