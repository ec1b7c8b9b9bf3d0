"""Stores at the console: where they are, when they are open, and who works there."""

from collections.abc import Sequence
from html import escape
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BooleanField, FloatField, IntegerField, StringField, TextAreaField

from app.core.admin import (
    AUDIT_WORDS,
    FORM_ONLY,
    SHOWN_ONLY,
    ReachView,
    acting,
    at,
    database_of,
    read,
    staff_of_request,
    told,
)
from app.core.clock import WEEKDAYS
from app.core.errors import AppError
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.modules.multi_store import keeping
from app.modules.multi_store.hours import words
from app.modules.multi_store.models import Store
from app.modules.multi_store.schemas import StoreIn
from app.modules.multi_store.seeds import WEEK_LENGTH, spans

READ, EDIT, STAFF = "multi_store.read", "multi_store.edit", "multi_store.staff"
WORDS = {
    "multi_store": "门店",
    "store": "门店",
    "store.create": "新增门店",
    "store.edit": "修改门店",
    "store.staff": "安排店员",
    "staff_ids": "员工编号",
    "store_id": "门店编号",
}
_HOURS_HELP = "每行一天，周一到周日，如 09:00-12:00, 13:00-21:00；休息写空行；只写一行则每天相同"
_DAYS_HELP = "每行一个日期，如 2027-02-17 10:00-16:00；只写日期为当天休息"


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="multi_store")


def _week(store: Store) -> str:
    days = [words(day) for day in store.week]
    if len(set(days)) == 1:
        return f"每天 {days[0]}"
    return "；".join(f"{name} {day}" for name, day in zip(WEEKDAYS, days, strict=True))


def _typed(day: Sequence[Sequence[str]]) -> str:
    return ", ".join("-".join(span) for span in day)


def _staff_form(_: Request, store: Any) -> str:  # noqa: ANN401  # with who could work there
    boxes = "".join(
        f'<label class="form-check"><input class="form-check-input" type="checkbox" name="staff_{staff_id}"'
        f"{' checked' if staff_id in store.working else ''}>"
        f'<span class="form-check-label">{escape(name)}</span></label>'
        for staff_id, name in store.colleagues
    )
    return f"<form>{boxes}</form>"


class StoreView(ReachView):
    read = READ
    acts = {"staff": STAFF}  # noqa: RUF012  # a constant of the class
    menu_label = "门店"
    display_name = "门店"
    key = "stores"
    icon = "fa fa-store"
    place = 35
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=40),
        StringField("code", label="编码", required=True, maxlength=40, help_text="商家自己的简短编码"),
        told("where", "地址", lambda row: f"{row.city}{row.district}{row.address}", **SHOWN_ONLY),
        StringField("province", label="省份", required=True, maxlength=20, **FORM_ONLY),
        StringField("city", label="城市", required=True, maxlength=30, **FORM_ONLY),
        StringField("district", label="区县", maxlength=30, **FORM_ONLY),
        StringField("address", label="详细地址", required=True, maxlength=120, **FORM_ONLY),
        StringField("phone", label="电话", maxlength=20),
        FloatField("latitude", label="纬度", required=True, help_text="GCJ-02 坐标，可在地图上拾取", **FORM_ONLY),
        FloatField("longitude", label="经度", required=True, **FORM_ONLY),
        told("hours_text", "营业时间", _week, **SHOWN_ONLY),
        TextAreaField("week_text", label="营业时间", rows=7, help_text=_HOURS_HELP, **FORM_ONLY),
        TextAreaField("days_text", label="特殊日期", rows=3, help_text=_DAYS_HELP, **FORM_ONLY),
        told("staff", "店员", lambda row: "、".join(row.names) or "—", **SHOWN_ONLY),
        BooleanField("active", label="营业", default=True),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("name", "code", "city")
    search_hint = "搜索名称、编码或城市"
    sortable_fields = ()
    row_actions = ("view", "edit", "staff")

    def __init__(self) -> None:
        super().__init__(Store)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT) and staff_of_request(request).scope(EDIT) == "all"

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def reach(self, session: AsyncSession, staff: Staff) -> frozenset[int] | None:
        return await keeping.reach(session, staff, READ)

    def within(self, places: frozenset[int]) -> sa.ColumnElement[bool]:
        return Store.id.in_(places)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        everybody = sa.select(StaffAccount.id, StaffAccount.name).where(StaffAccount.active).order_by(StaffAccount.id)
        colleagues = [(staff_id, name) for staff_id, name in await session.execute(everybody)]
        working = await keeping.staff_of(session, [row.id for row in rows])
        for row in rows:
            row.colleagues, row.working = colleagues, set(working[row.id])
            row.names = [name for staff_id, name in colleagues if staff_id in row.working]
            row.week_text = "\n".join(_typed(day) for day in row.week)
            row.days_text = "\n".join(f"{day} {_typed(row.exceptions[day])}".strip() for day in sorted(row.exceptions))

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await keeping.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body, staff = _body(data), staff_of_request(request)
        try:
            async with database_of(request).begin() as session:
                await keeping.check_reach(session, staff, EDIT, int(pk))
                await keeping.update(session, staff.actor, int(pk), body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, pk)

    @row_action("staff", "店员", confirmation="谁在这家门店工作？", submit_btn_text="保存", form=_staff_form)
    async def staff(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        chosen = [name.removeprefix("staff_") for name in await request.form() if name.startswith("staff_")]
        async with acting(request) as session:
            actor = staff_of_request(request).actor
            await keeping.set_staff(session, actor, int(pk), [int(number) for number in chosen if number.isdecimal()])


def _body(data: dict[str, Any]) -> StoreIn:
    """Raises FormValidationError."""
    plain = ("code", "name", "province", "city", "district", "address", "phone")
    values = {name: data[name] or "" for name in plain}
    values |= {name: data[name] for name in ("latitude", "longitude", "active")}
    week = [spans(line) for line in str(data["week_text"] or "").replace("\r", "").split("\n")]
    exceptions: dict[str, Any] = {}
    for line in filter(None, map(str.strip, str(data["days_text"] or "").splitlines())):
        day, _, hours = line.partition(" ")
        exceptions[day] = spans(hours)
    values |= {"week": week * WEEK_LENGTH if len(week) == 1 else week[:WEEK_LENGTH], "exceptions": exceptions}
    try:
        return read(StoreIn, values, whole="code")
    except FormValidationError as error:
        told_at = {"week": "week_text", "exceptions": "days_text"}
        wrong = {told_at.get(str(name), name): problem for name, problem in dict(error.errors).items()}
        raise FormValidationError(
            {name: "请按说明填写" if name in told_at.values() else problem for name, problem in wrong.items()}
        ) from error
