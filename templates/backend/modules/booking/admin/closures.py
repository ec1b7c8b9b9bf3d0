"""Holidays and sudden absences."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import BooleanField, DateTimeField, IntegerField, StringField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    View,
    acting,
    at,
    database_of,
    form_errors,
    moment_field,
    moment_typed,
    read,
    row_field,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.modules.booking import closing
from app.modules.booking.admin.resources import MANAGE
from app.modules.booking.admin.schedules import resource_choices
from app.modules.booking.desk import READ
from app.modules.booking.models import Closure, Resource
from app.modules.booking.schemas import ClosureIn


class ClosureView(View):
    read = READ
    acts = {"reopen": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "停约与节假日"
    display_name = "停约与节假日"
    key = "booking-closures"
    icon = "fa fa-calendar-xmark"
    place = 9
    named_by = "reason"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        told("resource", "项目", lambda row: row.resource, **SHOWN_ONLY),
        row_field("resource_id", "项目", resource_choices, help_text="不选为全部项目"),
        moment_field("starts_at", "开始", **SHOWN_ONLY),
        moment_field("ends_at", "结束", **SHOWN_ONLY),
        DateTimeField("starts_time", label="开始", required=True, **FORM_ONLY),
        DateTimeField("ends_time", label="结束", required=True, **FORM_ONLY),
        StringField("reason", label="原因", required=True, maxlength=60, help_text="会告诉被取消预约的顾客"),
        told("affected", "这段时间的预约", lambda row: f"{row.affected} 个", **SHOWN_ONLY),
        BooleanField(
            "cancel_bookings", label="取消已有的预约", default=False, help_text="逐个通知并原路退款", **FORM_ONLY
        ),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("starts_at",)
    searchable_fields = ("reason",)
    search_hint = "搜索原因"
    row_actions = ("view", "reopen")

    def __init__(self) -> None:
        super().__init__(Closure)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        named = sa.select(Resource.id, Resource.name).where(Resource.id.in_({row.resource_id for row in rows}))
        names = dict((await session.execute(named)).all())
        for row in rows:
            row.resource = names.get(row.resource_id, "全部")
            row.affected = len(await closing.affected(session, row))

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        values: dict[str, Any] = {f"{name}_at": moment_typed(data[f"{name}_time"]) for name in ("starts", "ends")}
        values |= {"resource_id": data["resource_id"], "reason": data["reason"] or ""}
        with form_errors("ends_time", starts_at="starts_time", ends_at="ends_time"):
            body = read(ClosureIn, values | {"cancel_bookings": data["cancel_bookings"]}, whole="ends_at")
        try:
            async with database_of(request).begin() as session:
                made = await closing.close(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("reason", error) from error
        return await self.find_by_pk(request, made.id)

    @row_action("reopen", "撤销", confirmation="恢复这段时间的预约？", submit_btn_text="撤销停约")
    async def reopen(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await closing.reopen(session, staff_of_request(request).actor, int(pk))
