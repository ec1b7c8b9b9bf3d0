from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.booking.api import ResourceNotFound
from app.modules.practitioner import editing, queries
from app.modules.practitioner.errors import PractitionerExists, PractitionerNotFound
from app.modules.practitioner.schemas import NewPractitioner, PractitionerDetail, PractitionerIn

router = APIRouter(prefix="/staff/practitioners", tags=["店员·医生"])
EDIT = require("practitioner.edit")


@router.post(
    "",
    status_code=201,
    response_model=PractitionerDetail,
    summary="登记医生",
    dependencies=[EDIT],
    responses=raises(ResourceNotFound, PractitionerExists, PractitionerNotFound),
)
async def add(body: NewPractitioner, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> PractitionerDetail:
        return await queries.one(session, (await editing.add(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.put("/{practitioner_id}", summary="修改医生资料", dependencies=[EDIT], responses=raises(PractitionerNotFound))
async def edit(
    practitioner_id: Id, body: PractitionerIn, staff: CurrentStaff, database: DatabaseDep
) -> PractitionerDetail:
    async with database.begin() as session:
        await editing.edit(session, staff.actor, practitioner_id, body)
        return await queries.one(session, practitioner_id)
