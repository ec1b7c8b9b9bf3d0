"""What staff see of the answers, and the tickets that they work off."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.survey import nps, service
from app.modules.survey.errors import TicketHandled, TicketNotFound
from app.modules.survey.schemas import HandleIn, NpsOut, TicketOut

router = APIRouter(prefix="/staff/survey", tags=["店员·满意度"])

DAYS = 30

Status = Annotated[Literal["open", "handled"] | None, Query()]
Since = Annotated[date | None, Query(description=f"Default: {DAYS} days up to today")]
Until = Annotated[date | None, Query(description="The last day, which counts. Default: today")]


@router.get("/nps", summary="某一时段的 NPS", dependencies=[require("survey.read")])
async def score(database: DatabaseDep, since: Since = None, until: Until = None) -> NpsOut:
    first, last = nps.days_back(DAYS)
    async with database.read() as session:
        found = await nps.between(session, since or first, until or last)
    return NpsOut.model_validate(found, from_attributes=True)


@router.get("/tickets", summary="回访工单", dependencies=[require("survey.read")])
async def tickets(database: DatabaseDep, page: PageDep, status: Status = None) -> Page[TicketOut]:
    async with database.read() as session:
        return await service.tickets(session, status, page)


@router.post(
    "/tickets/{ticket_id}/handle",
    summary="记下处理结果",
    dependencies=[require("survey.handle")],
    responses=raises(TicketNotFound, TicketHandled),
    openapi_extra=repeatable("leaves one state, once"),
)
async def handle(ticket_id: Id, body: HandleIn, staff: CurrentStaff, database: DatabaseDep) -> TicketOut:
    async with database.begin() as session:
        return await service.handle(session, staff.actor, ticket_id, body.note)
