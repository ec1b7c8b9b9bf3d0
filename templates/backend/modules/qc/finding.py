"""Which inspections there are, and what may be done with one."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.staff import Staff
from app.modules.qc.errors import InspectionMoved, InspectionNotFound
from app.modules.qc.models import Inspection
from app.modules.qc.states import FAILED, OPEN

READ, INSPECT, CONCEDE = "qc.read", "qc.inspect", "qc.concede"

PERMISSIONS: Mapping[str, str] = {
    "record": INSPECT,
    "photo": INSPECT,
    "judge": INSPECT,
    "cancel": INSPECT,
    "repeat": INSPECT,
    "concede": CONCEDE,
}
"""What staff need for each action."""

WHEN: Mapping[str, str] = {
    "record": OPEN,
    "photo": OPEN,
    "judge": OPEN,
    "cancel": OPEN,
    "repeat": FAILED,
    "concede": FAILED,
}
"""In which state each is legal."""


async def find(session: AsyncSession, inspection_id: int, *, lock: bool = False) -> Inspection:
    """Raises InspectionNotFound."""
    inspection = await session.get(Inspection, inspection_id, with_for_update=lock, populate_existing=True)
    if inspection is None:
        raise InspectionNotFound
    return inspection


async def in_hand(session: AsyncSession, inspection_id: int) -> Inspection:
    """An inspection that is going on, locked. Raises InspectionNotFound, InspectionMoved."""
    inspection = await find(session, inspection_id, lock=True)
    if inspection.status != OPEN:
        raise InspectionMoved(status=inspection.status)
    return inspection


def staff_can(inspection: Inspection, staff: Staff) -> list[str]:
    """The actions that its state and the reader's permissions leave."""
    return [name for name, state in WHEN.items() if inspection.status == state and staff.can(PERMISSIONS[name])]


def missing(inspection: Inspection) -> list[str]:
    """The required checks without a result."""
    return [result.text for result in inspection.results if result.required and result.good is None]
