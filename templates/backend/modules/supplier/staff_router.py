"""Suppliers, for staff."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.supplier import contacts, keeping, queries
from app.modules.supplier.errors import (
    ContactBound,
    ContactNotFound,
    ContactRevoked,
    SupplierExists,
    SupplierMoved,
    SupplierNotFound,
)
from app.modules.supplier.schemas import (
    ContactIn,
    InvitationOut,
    Kept,
    ReasonIn,
    SupplierDetail,
    SupplierIn,
    SupplierOut,
)

router = APIRouter(prefix="/staff", tags=["店员·供应商"])

READ = require("supplier.read")
EDIT = require("supplier.edit")
BLOCK = require("supplier.block")
FOUND = raises(SupplierNotFound)
MOVES = raises(SupplierNotFound, SupplierMoved)
ONCE = repeatable("leaves one state, once")


@router.get("/suppliers", summary="供应商列表", dependencies=[READ])
async def page(
    database: DatabaseDep,
    page: PageDep,
    status: Annotated[Literal["active", "suspended", "blocked"] | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=60)] = None,
) -> Page[SupplierOut]:
    async with database.read() as session:
        return await queries.page_of(session, page, status, q)


@router.post(
    "/suppliers",
    status_code=201,
    response_model=Kept,
    summary="登记供应商",
    dependencies=[EDIT],
    responses=raises(SupplierExists),
)
async def create(body: SupplierIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await keeping.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/suppliers/{supplier_id}", summary="供应商详情", dependencies=[READ], responses=FOUND)
async def detail(supplier_id: Id, staff: CurrentStaff, database: DatabaseDep) -> SupplierDetail:
    """In full for those who hold `personal.reveal`; each such look is on record."""
    if not staff.can(queries.REVEAL):
        async with database.read() as session:
            return await queries.detail(session, supplier_id, masked=True)
    async with database.begin() as session:
        shown = await queries.detail(session, supplier_id, masked=False)
        await queries.note_look(session, staff, supplier_id)
        return shown


@router.put(
    "/suppliers/{supplier_id}",
    summary="修改供应商",
    dependencies=[EDIT],
    responses=raises(SupplierNotFound, SupplierExists),
)
async def change(supplier_id: Id, body: SupplierIn, staff: CurrentStaff, database: DatabaseDep) -> SupplierDetail:
    async with database.begin() as session:
        await keeping.change(session, staff.actor, supplier_id, body)
        return await queries.detail(session, supplier_id, masked=True)


@router.post(
    "/suppliers/{supplier_id}/suspend",
    summary="暂停合作",
    dependencies=[BLOCK],
    responses=MOVES,
    openapi_extra=ONCE,
)
async def suspend(supplier_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> SupplierDetail:
    async with database.begin() as session:
        return await _stands(session, staff, supplier_id, "suspend", body.reason)


@router.post(
    "/suppliers/{supplier_id}/block", summary="拉黑", dependencies=[BLOCK], responses=MOVES, openapi_extra=ONCE
)
async def block(supplier_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> SupplierDetail:
    async with database.begin() as session:
        return await _stands(session, staff, supplier_id, "block", body.reason)


@router.post(
    "/suppliers/{supplier_id}/activate",
    summary="恢复合作",
    dependencies=[BLOCK],
    responses=MOVES,
    openapi_extra=ONCE,
)
async def activate(supplier_id: Id, staff: CurrentStaff, database: DatabaseDep) -> SupplierDetail:
    async with database.begin() as session:
        return await _stands(session, staff, supplier_id, "activate", "")


@router.post(
    "/suppliers/{supplier_id}/contacts",
    status_code=201,
    response_model=Kept,
    summary="新增联系人",
    dependencies=[EDIT],
    responses=FOUND,
)
async def add_contact(
    supplier_id: Id, body: ContactIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await contacts.add(session, staff.actor, supplier_id, body)).id)

    return await once.run(database, work, status=201)


@router.post(
    "/supplier-contacts/{contact_id}/invitation",
    summary="邀请联系人绑定微信",
    dependencies=[EDIT],
    responses=raises(ContactNotFound, ContactRevoked, ContactBound),
    openapi_extra=repeatable("the last code is the one that counts"),
)
async def invite(contact_id: Id, staff: CurrentStaff, database: DatabaseDep) -> InvitationOut:
    async with database.begin() as session:
        code, until = await contacts.invite(session, staff.actor, contact_id)
        return InvitationOut(code=code, until=until)


@router.delete(
    "/supplier-contacts/{contact_id}",
    status_code=204,
    summary="停用联系人",
    dependencies=[EDIT],
    responses=raises(ContactNotFound, ContactRevoked),
)
async def revoke(contact_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await contacts.revoke(session, staff.actor, contact_id)


async def _stands(session: AsyncSession, staff: Staff, supplier_id: int, action: str, reason: str) -> SupplierDetail:
    await keeping.set_standing(session, staff.actor, supplier_id, action, reason)
    return await queries.detail(session, supplier_id, masked=True)
