from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.media import (
    PictureInvalid,
    PictureTooLarge,
    Upload,
    media_url,
    read_upload,
    remove_picture,
    store_picture,
)
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.order.api import OrderNotFound
from app.modules.review import queries, writing
from app.modules.review.errors import (
    AlreadyReviewed,
    LineNotFound,
    NotAnonymous,
    NotReviewable,
    PictureNotFound,
    ReviewNotFound,
    TooManyPictures,
)
from app.modules.review.schemas import MyReview, OrderReviews, PictureOut, ReviewIn, SpuReviews, Written

router = APIRouter(tags=["评价"])

OfStars = Annotated[int | None, Query(ge=1, le=5, description="Only those with so many stars")]


@router.get("/spus/{spu_id}/reviews", dependencies=[public], summary="商品的评价")
async def of_spu(spu_id: Id, database: DatabaseDep, page: PageDep, stars: OfStars = None) -> SpuReviews:
    async with database.read() as session:
        return await queries.of_spu(session, spu_id, stars, page)


@router.get("/orders/{order_id}/reviews", summary="订单里可以评价的商品", responses=raises(OrderNotFound))
async def of_order(order_id: Id, user: CurrentUser, database: DatabaseDep) -> OrderReviews:
    async with database.read() as session:
        return await queries.of_order(session, order_id, user.id)


@router.get("/reviews", summary="我的评价")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[MyReview]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)


@router.post(
    "/reviews/pictures",
    status_code=201,
    dependencies=[limit_user("60/hour", "review.picture")],
    responses=raises(PictureInvalid, PictureTooLarge),
    summary="上传评价图片",
    openapi_extra=repeatable("a picture that nothing shows yet"),
)
async def add_picture(file: Upload, user: CurrentUser, database: DatabaseDep) -> PictureOut:
    name = await store_picture(await read_upload(file), personal=True)
    try:
        async with database.begin() as session:
            picture = await writing.add_picture(session, user.id, name)
    except BaseException:
        await remove_picture(name)
        raise
    return PictureOut(id=picture.id, url=media_url(name))


@router.post(
    "/reviews",
    status_code=201,
    response_model=MyReview,
    dependencies=[limit_user("30/hour", "review.write")],
    responses=raises(
        LineNotFound,
        ReviewNotFound,
        NotReviewable,
        AlreadyReviewed,
        PictureNotFound,
        TooManyPictures,
        NotAnonymous,
    ),
    summary="写评价",
)
async def write(body: ReviewIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            review = await writing.write(session, user.id, body)
            kept = await once.save(session, Written(id=review.id), status=201)
        review_id = Written.model_validate_json(bytes(kept.body)).id
        [out] = await queries.told(session, [await queries.find(session, review_id)])
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)
