"""When what can be booked is there: each week, or on one day."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import DateField, EnumField, IntegerField, StringField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    fen_field,
    fen_typed,
    form_errors,
    read,
    row_field,
    staff_of_request,
    told,
    yuan_typed,
)
from app.core.clock import WEEKDAYS
from app.core.errors import AppError
from app.modules.booking import editing
from app.modules.booking.admin.bookings import number_of, resources
from app.modules.booking.admin.resources import MANAGE
from app.modules.booking.calendar import minute_text, minute_typed
from app.modules.booking.desk import READ
from app.modules.booking.models import Resource, Schedule
from app.modules.booking.schemas import ScheduleIn

ONE_DAY = "-"
_DAYS = [*((str(number), name) for number, name in enumerate(WEEKDAYS)), (ONE_DAY, "只在某一天")]


async def resource_choices(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return [(int(number), name) for number, name in (await resources(session)).items()]


class ScheduleView(View):
    read = READ
    acts = {"edit": MANAGE, "remove": MANAGE}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("resource", "项目", resources, lambda chosen: Schedule.resource_id == number_of(chosen)),)
    menu_label = "排班"
    display_name = "排班"
    key = "booking-schedules"
    icon = "fa fa-table-cells"
    place = 8
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        told("resource", "项目", lambda row: row.resource, **SHOWN_ONLY),
        row_field("resource_id", "项目", resource_choices, required=True),
        told("day", "日期", lambda row: row.day, **SHOWN_ONLY),
        EnumField("day_kind", label="星期", choices=_DAYS, required=True, **FORM_ONLY),
        DateField("on_day", label="只在这一天", help_text="星期选“只在某一天”时填", **FORM_ONLY),
        told("time", "时间", lambda row: f"{row.from_text}–{row.to_text}", **SHOWN_ONLY),
        StringField("from_text", label="开始", required=True, help_text="如 09:00", **FORM_ONLY),
        StringField("to_text", label="结束", required=True, help_text="如 12:00", **FORM_ONLY),
        IntegerField("slot_minutes", label="每段分钟数", required=True, default=30, help_text="5 的倍数"),
        IntegerField("capacity", label="每段人数", required=True, default=1),
        fen_field("price_fen", "金额", **SHOWN_ONLY),
        StringField("price", label="金额（元）", default="0", help_text="0 为免费", **FORM_ONLY),
    ]
    fields_default_sort = ("resource_id", "weekday", "from_minute")
    sortable_fields = ()
    searchable_fields = ()
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Schedule)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        named = sa.select(Resource.id, Resource.name).where(Resource.id.in_({row.resource_id for row in rows}))
        names = dict((await session.execute(named)).all())
        for row in rows:
            row.resource = names[row.resource_id]
            row.day = f"{row.on_day:%Y-%m-%d}" if row.on_day else f"每{WEEKDAYS[row.weekday]}"
            row.day_kind = ONE_DAY if row.on_day else str(row.weekday)
            row.from_text, row.to_text = minute_text(row.from_minute), minute_text(row.to_minute)
            row.price = yuan_typed(row.price_fen)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        made = await self._save(request, data, None)
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        await self._save(request, data, int(pk))
        return await self.find_by_pk(request, pk)

    async def _save(self, request: Request, data: dict[str, Any], schedule_id: int | None) -> Schedule:
        """Raises FormValidationError."""
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                actor = staff_of_request(request).actor
                return await editing.save_schedule(session, actor, int(data["resource_id"] or 0), body, schedule_id)
        except AppError as error:
            raise at("from_text", error) from error

    @row_action(
        "remove",
        "删除",
        confirmation="删除后不再放出这些时段；已有的预约不受影响。",
        submit_btn_text="删除",
        submit_btn_class="btn btn-danger",
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.remove_schedule(session, staff_of_request(request).actor, int(pk))


def _body(data: dict[str, Any]) -> ScheduleIn:
    """Raises FormValidationError."""
    values: dict[str, Any] = {name: data[name] for name in ("slot_minutes", "capacity")}
    one_day = data["day_kind"] == ONE_DAY
    values |= {"on_day": data["on_day"]} if one_day else {"weekday": int(data["day_kind"])}
    for name in ("from", "to"):
        with form_errors(f"{name}_text"):
            values[f"{name}_minute"] = minute_typed(data[f"{name}_text"] or "")
    with form_errors("price"):
        values["price_fen"] = fen_typed(data["price"] or "0")
    places = {"from_minute": "from_text", "to_minute": "to_text", "price_fen": "price"}
    with form_errors("from_text", **places):
        return read(ScheduleIn, values, whole="on_day" if one_day and not data["on_day"] else "to_text")
