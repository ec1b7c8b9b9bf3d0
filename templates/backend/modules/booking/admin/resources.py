"""What can be booked."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import BooleanField, IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    PictureField,
    View,
    at,
    database_of,
    picture_src,
    read,
    row_field,
    staff_of_request,
    thumbnail,
    told,
)
from app.core.clock import WEEKDAYS
from app.core.errors import AppError
from app.core.staff.model import StaffAccount
from app.modules.booking import editing
from app.modules.booking.calendar import minute_text
from app.modules.booking.desk import READ
from app.modules.booking.models import Resource, Schedule
from app.modules.booking.schemas import ResourceIn

MANAGE = "booking.manage"
UPLOAD = "booking/pictures"


async def _staff(session: AsyncSession) -> Sequence[tuple[int, str]]:
    named = sa.select(StaffAccount.id, StaffAccount.name).where(StaffAccount.active).order_by(StaffAccount.id)
    return [(number, name) for number, name in await session.execute(named)]


def line(row: Schedule) -> str:
    """`周一 09:00–12:00，每 15 分钟`."""
    day = f"{row.on_day:%m-%d}" if row.on_day else WEEKDAYS[row.weekday or 0]
    return f"{day} {minute_text(row.from_minute)}–{minute_text(row.to_minute)}，每 {row.slot_minutes} 分钟"


class ResourceView(View):
    read = READ
    acts = {"edit": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "预约项目"
    display_name = "预约项目"
    key = "booking-resources"
    icon = "fa fa-user-clock"
    place = 7
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        thumbnail("shown_picture", "图片", lambda row: picture_src(row.picture), exclude_from_edit=True),
        StringField("name", label="名称", required=True, maxlength=20, help_text="顾客看到的，如“王医生”“3 号练习车”"),
        StringField("code", label="编码", required=True, maxlength=20, help_text="小写字母、数字与连字符"),
        StringField("kind", label="分类", maxlength=20, help_text="如“复诊”“练车”，可不填"),
        PictureField("picture", label="图片", upload=UPLOAD, **FORM_ONLY),
        TextAreaField("summary", label="介绍", maxlength=300, exclude_from_list=True),
        StringField("place", label="地点", maxlength=60, help_text="到哪里去"),
        row_field("staff_id", "负责人", _staff, help_text="只看自己的员工看到他负责的预约"),
        told("schedule", "排班", lambda row: "；".join(row.lines) or "还没有排班", **SHOWN_ONLY),
        IntegerField("position", label="排序", default=0, help_text="数字小的排在前面", exclude_from_list=True),
        BooleanField("active", label="可预约", default=True),
    ]
    fields_default_sort = ("position",)
    sortable_fields = ("position",)
    searchable_fields = ("name", "code")
    search_hint = "搜索名称或编码"
    row_actions = ("view", "edit")

    def __init__(self) -> None:
        super().__init__(Resource)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        of_them = sa.select(Schedule).where(Schedule.resource_id.in_([row.id for row in rows]))
        order = (Schedule.on_day, Schedule.weekday, Schedule.from_minute)
        schedules = (await session.scalars(of_them.order_by(*order))).all()
        for row in rows:
            row.lines = [line(one) for one in schedules if one.resource_id == row.id]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                made = await editing.create(session, staff_of_request(request).actor, _body(data))
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                await editing.edit(session, staff_of_request(request).actor, int(pk), _body(data))
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, pk)


def _body(data: dict[str, Any]) -> ResourceIn:
    """Raises FormValidationError."""
    texts = {name: data[name] or "" for name in ("code", "name", "kind", "summary", "place")}
    rest = {"position": data["position"] or 0, **{name: data[name] for name in ("picture", "staff_id", "active")}}
    return read(ResourceIn, texts | rest, whole="name")
