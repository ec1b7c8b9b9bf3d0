from typing import Annotated

from fastapi import APIRouter, Query

from app.core.auth import public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.practitioner import queries
from app.modules.practitioner.errors import PractitionerNotFound
from app.modules.practitioner.schemas import DepartmentsOut, PractitionerDetail, PractitionerOut

router = APIRouter(tags=["医生"])

OfDepartment = Annotated[str | None, Query(max_length=20, description="Only of this department")]


@router.get("/practitioner-departments", summary="科室", dependencies=[public])
async def departments(database: DatabaseDep) -> DepartmentsOut:
    async with database.read() as session:
        return DepartmentsOut(items=await queries.departments(session))


@router.get("/practitioners", summary="医生", dependencies=[public])
async def page(database: DatabaseDep, page: PageDep, department: OfDepartment = None) -> Page[PractitionerOut]:
    async with database.read() as session:
        return await queries.page(session, department, page)


@router.get(
    "/practitioners/{practitioner_id}",
    summary="医生主页",
    dependencies=[public],
    responses=raises(PractitionerNotFound),
)
async def one(practitioner_id: Id, database: DatabaseDep) -> PractitionerDetail:
    async with database.read() as session:
        return await queries.one(session, practitioner_id)
