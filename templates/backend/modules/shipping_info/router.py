"""What WeChat was told, for staff."""

from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Query

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep, paginate
from app.core.staff import CurrentStaff, require
from app.modules.shipping_info import telling
from app.modules.shipping_info.errors import NotFailed, UploadNotFound
from app.modules.shipping_info.models import Reminder, Upload, unanswered
from app.modules.shipping_info.schemas import ParcelOut, ReminderOut, UploadOut
from app.modules.shipping_info.words import problem

router = APIRouter(prefix="/staff/shipping-info", tags=["店员·微信发货信息"])

Status = Annotated[Literal["waiting", "sent", "failed"] | None, Query()]


@router.get("", summary="微信发货信息", dependencies=[require("shipping_info.read")])
async def page(database: DatabaseDep, page: PageDep, status: Status = None) -> Page[UploadOut]:
    statement = sa.select(Upload).where(Upload.status == status) if status else sa.select(Upload)
    async with database.read() as session:
        rows, cursor = await paginate(session, statement, page, key=(Upload.id,))
        return Page(items=[_out(row) for row in rows], next_cursor=cursor)


@router.get("/reminders", summary="微信催发货", dependencies=[require("shipping_info.read")])
async def reminders(database: DatabaseDep, page: PageDep) -> Page[ReminderOut]:
    """Those that WeChat has no answer to yet."""
    async with database.read() as session:
        rows, cursor = await paginate(session, sa.select(Reminder).where(unanswered()), page, key=(Reminder.id,))
        return Page(items=[ReminderOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


@router.post(
    "/{upload_id}/retry",
    summary="重新录入",
    dependencies=[require("shipping_info.retry")],
    responses=raises(UploadNotFound, NotFailed),
    openapi_extra=repeatable("leaves one state, once"),
)
async def retry(upload_id: Id, staff: CurrentStaff, database: DatabaseDep) -> UploadOut:
    async with database.begin() as session:
        return _out(await telling.retry(session, upload_id, staff.actor))


def _out(row: Upload) -> UploadOut:
    values = {name: getattr(row, name) for name in UploadOut.model_fields.keys() - {"parcels", "problem"}}
    parcels = [ParcelOut.model_validate(parcel) for parcel in row.parcels]
    return UploadOut(**values, parcels=parcels, problem=problem(row.errcode))
