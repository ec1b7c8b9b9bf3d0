"""Maintenance plans at the console."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import (
    BooleanField,
    DateField,
    EnumField,
    FloatField,
    IntegerField,
    StringField,
    TextAreaField,
)

from app.core.admin import (
    AUDIT_WORDS,
    FORM_ONLY,
    SHOWN_ONLY,
    View,
    acting,
    at,
    database_of,
    first_problem,
    read,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.modules.maintenance_plan import planning, queries
from app.modules.maintenance_plan.dates import UNITS
from app.modules.maintenance_plan.models import Plan
from app.modules.maintenance_plan.schemas import PlanIn, ReadingIn
from app.modules.work_order.api import PRIORITIES

READ, EDIT, METER = "maintenance_plan.read", "maintenance_plan.edit", "maintenance_plan.meter"
KINDS = {"date": "按日期", "meter": "按读数"}
WORDS = {
    "maintenance_plan": "保养计划",
    "maintenance_plan.create": "新增保养计划",
    "maintenance_plan.edit": "修改保养计划",
    "maintenance_plan.meter": "登记设备读数",
    "maintenance_plan.make": "到期开保养工单",
    "maintenance_plan.closed": "保养完成后排下一次",
    "maintenance_plan.canceled": "保养取消后排下一次",
    "reading": "读数",
}
_READING = (
    '<form><label class="form-label mt-2">现在的读数'
    '<input class="form-control" name="value" inputmode="decimal" required></label></form>'
)


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="maintenance_plan")


def _next(plan: Plan) -> str:
    if plan.kind == "meter":
        return f"{plan.meter} {plan.meter_next:g}"
    return str(plan.next_on or "本次完成后")


class PlanView(View):
    read = READ
    acts = {"meter": METER, "edit": EDIT}  # noqa: RUF012  # a constant of the class
    menu_label = "保养计划"
    display_name = "保养计划"
    key = "maintenance-plans"
    icon = "fa fa-calendar-check"
    place = 22
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("title", label="内容", required=True, maxlength=60),
        StringField("asset", label="设备编号", maxlength=40),
        told("rhythm", "周期", queries.rhythm, **SHOWN_ONLY),
        told("next", "下一次", _next, **SHOWN_ONLY),
        told("running", "进行中的工单", lambda plan: str(plan.order_id or "—"), **SHOWN_ONLY),
        EnumField("priority", label="优先级", choices=list(PRIORITIES.items()), **FORM_ONLY),
        EnumField("kind", label="方式", choices=list(KINDS.items()), **FORM_ONLY),
        IntegerField("every", label="每几（按日期）", **FORM_ONLY),
        EnumField("unit", label="天、周或月", choices=list(UNITS.items()), **FORM_ONLY),
        DateField("first_on", label="第一次的日期", **FORM_ONLY),
        BooleanField("from_completion", label="从上次完成之日算起", **FORM_ONLY),
        StringField("meter", label="读数名称（按读数）", maxlength=40, help_text="如 运转小时", **FORM_ONLY),
        FloatField("meter_every", label="每多少", **FORM_ONLY),
        FloatField("meter_next", label="下一次的读数", **FORM_ONLY),
        TextAreaField("description", label="说明", maxlength=500, exclude_from_list=True),
        BooleanField("active", label="启用", default=True),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("title", "asset")
    search_hint = "搜索内容或设备编号"
    sortable_fields = ()
    row_actions = ("view", "edit", "meter")

    def __init__(self) -> None:
        super().__init__(Plan)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        orders = await queries.running(session, [row.id for row in rows])
        for row in rows:
            row.order_id = orders.get(row.id)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data, None)
        async with database_of(request).begin() as session:
            made = await planning.create(session, staff_of_request(request).actor, body)
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                plan = await planning.find(session, int(pk))
                body = _body(data, plan.checklist)
                await planning.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("title", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Plan) -> bool:
        fits = name != "meter" or obj.kind == "meter"
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("meter", "读数", confirmation="到了就开保养工单。", submit_btn_text="登记", form=_READING)
    async def meter(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        try:
            body = ReadingIn.model_validate({"value": (await request.form()).get("value")})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await planning.read_meter(session, staff_of_request(request).actor, int(pk), body.value)


def _body(data: dict[str, Any], checklist: str | None) -> PlanIn:
    """Raises FormValidationError."""
    names = PlanIn.model_fields.keys() - {"checklist"}
    given = {name: data[name] for name in names if data.get(name) is not None}
    return read(PlanIn, {**given, "checklist": checklist}, whole="title")
