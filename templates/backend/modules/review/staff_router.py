"""What staff do with reviews."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.review import moderation, queries
from app.modules.review.errors import ReviewNotFound, WrongState
from app.modules.review.schemas import ReplyIn, StaffReview

router = APIRouter(prefix="/staff/reviews", tags=["店员·评价"])

Status = Annotated[Literal["pending", "shown", "held", "refused", "hidden"] | None, Query()]


@router.get("", summary="评价列表", dependencies=[require("review.read")])
async def page(staff: CurrentStaff, database: DatabaseDep, page: PageDep, status: Status = None) -> Page[StaffReview]:
    async with database.read() as session:
        return await queries.staff_page(session, staff, status, page)


@router.post(
    "/{review_id}/release",
    summary="展示评价",
    dependencies=[require("review.moderate")],
    responses=raises(ReviewNotFound, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def release(review_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffReview:
    async with database.begin() as session:
        await moderation.release(session, staff.actor, review_id)
        return await queries.staff_detail(session, staff, review_id)


@router.post(
    "/{review_id}/hide",
    summary="隐藏评价",
    dependencies=[require("review.moderate")],
    responses=raises(ReviewNotFound, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def hide(review_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffReview:
    async with database.begin() as session:
        await moderation.hide(session, staff.actor, review_id)
        return await queries.staff_detail(session, staff, review_id)


@router.put(
    "/{review_id}/reply",
    summary="回复评价",
    dependencies=[require("review.reply")],
    responses=raises(ReviewNotFound, WrongState),
)
async def reply(review_id: Id, body: ReplyIn, staff: CurrentStaff, database: DatabaseDep) -> StaffReview:
    async with database.begin() as session:
        await moderation.reply(session, staff.actor, review_id, body.text)
        return await queries.staff_detail(session, staff, review_id)
