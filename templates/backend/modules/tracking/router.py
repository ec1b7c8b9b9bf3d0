from typing import Annotated

from fastapi import APIRouter, Depends

from app.core.auth import BearerDep, public, subject_of
from app.core.database import DatabaseDep
from app.core.idempotency import repeatable
from app.core.rate_limit import limit_address
from app.modules.tracking.receiving import receive
from app.modules.tracking.schemas import EventsIn, EventsOut

router = APIRouter(tags=["行为分析"])


async def somebody(credentials: BearerDep, database: DatabaseDep) -> int | None:
    """The customer, if one is signed in; a token that has expired is none."""
    if credentials is None:
        return None
    async with database.read() as session:
        return await subject_of(session, "user", credentials.credentials)


Somebody = Annotated[int | None, Depends(somebody)]


@router.post(
    "/events",
    dependencies=[public, limit_address("600/minute", "events")],
    summary="上报行为",
    openapi_extra=repeatable("each event has an id of its own"),
)
async def report(body: EventsIn, user_id: Somebody, database: DatabaseDep) -> EventsOut:
    """Only with the customer's consent is it noted who it was; without, or without a token, it stays anonymous."""
    async with database.begin() as session:
        return EventsOut(ignored=await receive(session, user_id, body.events))
