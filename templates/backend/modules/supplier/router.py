"""The entrance for suppliers' people."""

from fastapi import APIRouter

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.rate_limit import limit_user
from app.modules.supplier import contacts, queries
from app.modules.supplier.errors import AlreadySupplier, InvitationWrong
from app.modules.supplier.principal import CurrentSupplier
from app.modules.supplier.schemas import BindIn, PortalOut

router = APIRouter(prefix="/supplier", tags=["供应商"])


@router.get("/me", summary="供应商入口")
async def portal(person: CurrentSupplier, database: DatabaseDep) -> PortalOut:
    async with database.read() as session:
        return await queries.portal(session, person)


@router.post(
    "/bind",
    status_code=204,
    summary="用邀请码绑定",
    dependencies=[limit_user("10/minute", "supplier_bind")],
    responses=raises(InvitationWrong, AlreadySupplier),
    openapi_extra=repeatable("a code is used up once"),
)
async def bind(body: BindIn, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await contacts.bind(session, user.id, body.code)


@router.delete("/me", status_code=204, summary="解除绑定")
async def unbind(user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await contacts.unbind(session, user.id)
