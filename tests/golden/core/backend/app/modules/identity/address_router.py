from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.privacy import ConsentRequired
from app.modules.identity import addresses
from app.modules.identity.errors import AddressNotFound, TooManyAddresses
from app.modules.identity.schemas import AddressIn, AddressList, AddressOut, KeptAddress

router = APIRouter(prefix="/me/addresses", tags=["地址"])


@router.get("", summary="地址簿")
async def listed(user: CurrentUser, database: DatabaseDep) -> AddressList:
    async with database.read() as session:
        return AddressList(items=[addresses.shown(row) for row in await addresses.listed(session, user.id)])


@router.post(
    "",
    status_code=201,
    response_model=AddressOut,
    responses=raises(ConsentRequired, TooManyAddresses, AddressNotFound),
    summary="新增地址",
)
async def add(body: AddressIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            added = await addresses.add(session, user.id, body)
            kept = await once.save(session, KeptAddress(id=added.id), status=201)
        address = await addresses.find(session, user.id, KeptAddress.model_validate_json(bytes(kept.body)).id)
        if address is None:
            raise AddressNotFound  # added under this key, and removed since
        out = addresses.shown(address)
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)


@router.put("/{address_id}", responses=raises(ConsentRequired, AddressNotFound), summary="修改地址")
async def replace(address_id: Id, body: AddressIn, user: CurrentUser, database: DatabaseDep) -> AddressOut:
    async with database.begin() as session:
        return addresses.shown(await addresses.replace(session, user.id, address_id, body))


@router.delete("/{address_id}", status_code=204, responses=raises(AddressNotFound), summary="删除地址")
async def remove(address_id: Id, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await addresses.remove(session, user.id, address_id)
