"""Reporting that something is broken, for whoever stands in front of it; nobody has to sign in."""

from typing import Annotated

from fastapi import APIRouter, Path

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.rate_limit import limit_address, limit_user
from app.modules.work_order import attachments, queries, reminders, reporting
from app.modules.work_order.errors import (
    AttachmentUnknown,
    ReminderCodeWrong,
    RepairRequestNotFound,
    TooManyAttachments,
    WorkOrderMoved,
)
from app.modules.work_order.schemas import PictureOut, ReminderIn, ReportOut, RequestIn, VerdictIn

router = APIRouter(tags=["报修"])

Code = Annotated[str, Path(max_length=32)]
FOUND = raises(RepairRequestNotFound)


@router.post(
    "/repair-requests/pictures",
    status_code=201,
    summary="上传故障照片",
    dependencies=[public, limit_address("60/hour", "repair_picture")],
    responses=raises(PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("a picture that nothing shows yet"),
)
async def upload(file: Upload, database: DatabaseDep) -> PictureOut:
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        picture = await attachments.add(session, name)
        return PictureOut(key=picture.key, kind=picture.kind, url=media_url(name))


@router.post(
    "/repair-requests",
    status_code=201,
    summary="报修",
    dependencies=[public, limit_address("30/hour", "repair_request")],
    responses=raises(AttachmentUnknown, TooManyAttachments),
    openapi_extra=repeatable("one attempt makes one report"),
)
async def report(body: RequestIn, database: DatabaseDep) -> ReportOut:
    async with database.begin() as session:
        return await queries.report(session, await reporting.report(session, body))


@router.get("/repair-requests/{code}", summary="报修进度", dependencies=[public], responses=FOUND)
async def progress(code: Code, database: DatabaseDep) -> ReportOut:
    async with database.read() as session:
        return await queries.report(session, await reporting.by_code(session, code))


@router.post(
    "/repair-requests/{code}/verdict",
    summary="报修人验收",
    dependencies=[public, limit_address("60/hour", "repair_verdict")],
    responses=raises(RepairRequestNotFound, WorkOrderMoved),
    openapi_extra=repeatable("leaves one state, once"),
)
async def judge(code: Code, body: VerdictIn, database: DatabaseDep) -> ReportOut:
    async with database.begin() as session:
        return await queries.report(session, await reporting.judge(session, code, body))


@router.post(
    "/repair-requests/{code}/follow",
    summary="修好后通知我",
    dependencies=[limit_user("30/minute", "repair_follow")],
    responses=FOUND,
    openapi_extra=repeatable("the first one who asks is told"),
)
async def follow(code: Code, user: CurrentUser, database: DatabaseDep) -> ReportOut:
    async with database.begin() as session:
        return await queries.report(session, await reporting.follow(session, code, user.id))


@router.post(
    "/work-orders/reminders",
    status_code=204,
    summary="用这部手机接收派工通知",
    dependencies=[limit_user("10/minute", "work_reminder")],
    responses=raises(ReminderCodeWrong),
    openapi_extra=repeatable("a code is used up once"),
)
async def remind(body: ReminderIn, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await reminders.take(session, user.id, body.code)
