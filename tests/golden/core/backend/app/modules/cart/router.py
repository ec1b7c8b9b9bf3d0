from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.contracts.stock import OutOfStock
from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.modules.cart import service
from app.modules.cart.errors import CartFull, CartItemNotFound, QuantityTooLarge, SkuOffSale
from app.modules.cart.schemas import Added, AddIn, CartOut, ChangeIn, Id, SelectIn
from app.modules.catalog.api import SkuNotFound

router = APIRouter(prefix="/cart", tags=["购物车"])


@router.get("", summary="购物车")
async def show(user: CurrentUser, database: DatabaseDep) -> CartOut:
    async with database.read() as session:
        return await service.show(session, user.id)


@router.post(
    "/items",
    response_model=CartOut,
    summary="加入购物车",
    responses=raises(SkuNotFound, SkuOffSale, OutOfStock, CartFull, QuantityTooLarge),
)
async def add(body: AddIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        if await once.replay(session) is None:
            await service.add(session, user.id, body)
            await once.save(session, Added())
        out = await service.show(session, user.id)
    return JSONResponse(out.model_dump(mode="json"))


@router.put("/items/{item_id}", summary="修改数量或勾选", responses=raises(CartItemNotFound, QuantityTooLarge))
async def change(item_id: Id, body: ChangeIn, user: CurrentUser, database: DatabaseDep) -> CartOut:
    async with database.begin() as session:
        await service.change(session, user.id, item_id, body)
        return await service.show(session, user.id)


@router.delete("/items/{item_id}", summary="移出购物车", responses=raises(CartItemNotFound))
async def remove(item_id: Id, user: CurrentUser, database: DatabaseDep) -> CartOut:
    async with database.begin() as session:
        await service.remove(session, user.id, item_id)
        return await service.show(session, user.id)


@router.post("/select", summary="全选或全不选", openapi_extra=repeatable("sets a state"))
async def select_all(body: SelectIn, user: CurrentUser, database: DatabaseDep) -> CartOut:
    async with database.begin() as session:
        await service.select_all(session, user.id, selected=body.selected)
        return await service.show(session, user.id)
