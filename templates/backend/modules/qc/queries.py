"""Reading inspections."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.modules.qc.finding import find, missing, staff_can
from app.modules.qc.models import Inspection
from app.modules.qc.schemas import InspectionDetail, InspectionOut, PlanOut, ResultOut
from app.modules.qc.settings import QcSettings
from app.modules.qc.states import KINDS, LABELS

Names = dict[int, str]


async def names(session: AsyncSession) -> Names:
    """What each member of staff is called."""
    return dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())


def plans() -> list[PlanOut]:
    return [
        PlanOut(id=name, label=plan.label, kind=plan.kind, kind_label=KINDS[plan.kind])
        for name, plan in QcSettings.load().plans.items()
    ]


def brief(inspection: Inspection, known: Names) -> InspectionOut:
    return InspectionOut.model_validate(_brief(inspection, known))


def _brief(inspection: Inspection, known: Names) -> dict[str, Any]:
    same = InspectionOut.model_fields.keys() - {"kind_label", "status_label", "inspector"}
    return {
        **{name: getattr(inspection, name) for name in same},
        "kind_label": KINDS[inspection.kind],
        "status_label": LABELS[inspection.status],
        "inspector": known.get(inspection.inspector_id or 0, ""),
    }


async def page_of(
    session: AsyncSession,
    page: PageQuery,
    *,
    status: str | None = None,
    kind: str | None = None,
    batch_id: int | None = None,
) -> Page[InspectionOut]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(Inspection)
    for column, wanted in ((Inspection.status, status), (Inspection.kind, kind), (Inspection.batch_id, batch_id)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    rows, cursor = await paginate(session, statement, page, key=[Inspection.id])
    known = await names(session)
    return Page(items=[brief(row, known) for row in rows], next_cursor=cursor)


async def detail(session: AsyncSession, staff: Staff, inspection_id: int) -> InspectionDetail:
    """Raises InspectionNotFound."""
    inspection, known = await find(session, inspection_id), await names(session)
    repeated = await session.scalar(sa.select(Inspection.id).where(Inspection.repeats_id == inspection_id))
    return InspectionDetail(
        **_brief(inspection, known),
        note=inspection.note,
        reason=inspection.reason,
        conceded_by=known.get(inspection.conceded_by or 0, ""),
        repeats_id=inspection.repeats_id,
        repeated_by_id=repeated,
        results=[
            ResultOut.model_validate({name: getattr(result, name) for name in ResultOut.model_fields})
            for result in inspection.results
        ],
        missing=missing(inspection),
        can=staff_can(inspection, staff),
        pictures=[media_url(picture.name) for picture in inspection.pictures],
    )
