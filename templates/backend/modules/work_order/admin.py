"""Work orders at the console: what there is to do, who does it, and what may be done with each."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import EnumField, IntegerField, StringField, TextAreaField

from app.core import clock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    database_of,
    first_problem,
    moment_field,
    picture_src,
    read,
    refusing,
    staff_of_request,
    state_field,
    told,
)
from app.core.staff import Staff
from app.modules.work_order import acting as act
from app.modules.work_order import finding, forms, history, queries, record
from app.modules.work_order.models import WorkComment, WorkOrder
from app.modules.work_order.schemas import AcceptIn, AssignIn, CompleteIn, HoldIn, OpenIn, ReasonIn
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import (
    ACTIONS,
    ARCHIVED,
    CANCELED,
    CLOSED,
    LABELS,
    OPEN,
    PENDING_ACCEPTANCE,
    PRIORITIES,
    RUNNING,
    SOURCES,
)

B = TypeVar("B", bound=BaseModel)
Act = Callable[[AsyncSession, Staff, int], Awaitable[None]]

_KINDS = {OPEN: "waits", PENDING_ACCEPTANCE: "waits", CLOSED: "good", ARCHIVED: "over", CANCELED: "over"}
STATES = {status: (word, _KINDS.get(status, "moves")) for status, word in LABELS.items()}
_URGENCY = {"urgent": "bad", "high": "waits", "normal": "over"}
URGENCIES = {priority: (word, _URGENCY[priority]) for priority, word in PRIORITIES.items()}
OVERDUE = "overdue"
USUAL, NONE = "*", "-"
"""Of checklists in the form; no list is called so."""


def body_of(schema: type[B], **values: object) -> B:
    """Raises ActionFailed."""
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def age_of(since: timedelta) -> str:
    """Days and hours, or minutes of what is younger than an hour."""
    minutes = int(since.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    return f"{days} 天 {hours} 小时" if days else f"{hours} 小时" if hours else f"{minutes} 分钟"


def _age(order: WorkOrder) -> str:
    until = order.closed_at or clock.now()
    return age_of(until - order.created_at) + ("（超时）" if queries.overdue(order) else "")


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    running = WorkOrder.status.in_(sorted(RUNNING))
    if chosen == OVERDUE:
        return sa.and_(running, WorkOrder.due_at < clock.now())
    return running if chosen == "running" else WorkOrder.status == chosen


async def _people(session: AsyncSession) -> dict[str, str]:
    return {str(one.id): one.name for one in await finding.workers(session)}


def _of_worker(chosen: str) -> sa.ColumnElement[bool]:
    return WorkOrder.assignee_id == int(chosen) if chosen.isdecimal() and len(chosen) < 10 else sa.false()


class WorkOrderView(View):
    read = finding.READ
    acts = finding.PERMISSIONS
    narrowings = (
        Narrowing(
            "status",
            "状态",
            {
                "running": "未完成",
                OPEN: LABELS[OPEN],
                PENDING_ACCEPTANCE: LABELS[PENDING_ACCEPTANCE],
                OVERDUE: "超时",
                CLOSED: LABELS[CLOSED],
            },
            _narrowed,
        ),
        Narrowing("priority", "优先级", PRIORITIES, lambda chosen: WorkOrder.priority == chosen),
        Narrowing("worker", "维修人", _people, _of_worker),
    )
    menu_label = "维修工单"
    display_name = "维修工单"
    key = "work-orders"
    icon = "fa fa-screwdriver-wrench"
    place = 20
    named_by = "number"
    detail_template = "work_order/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("number", label="工单号", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        state_field("priority", "优先级", URGENCIES, **SHOWN_ONLY),
        StringField("title", label="内容", required=True, maxlength=60),
        StringField("asset", label="设备编号", maxlength=40),
        told("worker", "维修人", lambda row: row.worker, **SHOWN_ONLY),
        told("age", "已有", _age, **SHOWN_ONLY),
        moment_field("due_at", "要求完成", exclude_from_list=True, **SHOWN_ONLY),
        moment_field("created_at", "开单时间", exclude_from_list=True, **SHOWN_ONLY),
        EnumField("urgency", label="优先级", choices=list(PRIORITIES.items()), default="normal", **FORM_ONLY),
        EnumField("list", label="检查表", choices_loader=lambda _: _lists(), default=USUAL, **FORM_ONLY),
        TextAreaField("wording", label="说明", maxlength=500, **FORM_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "title", "asset")
    search_hint = "搜索工单号、内容或设备编号"
    sortable_fields = ("created_at",)
    row_actions = (
        "view",
        "assign",
        "start",
        "hold",
        "resume",
        "complete",
        "accept",
        "reject",
        "cancel",
        "archive",
        "record",
    )

    def __init__(self) -> None:
        super().__init__(WorkOrder)

    def can_create(self, request: Request) -> bool:
        return self.may(request, "work_order.open")

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return super().get_list_query(request).where(finding.within_reach(staff_of_request(request)))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(finding.within_reach(staff_of_request(request)))

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        query: sa.Select[Any] = super().get_detail_query(request)
        return query.where(finding.within_reach(staff_of_request(request)))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """Names for the list and the forms; for the page of one its story."""
        names, workers = await finding.names(session), await finding.workers(session)
        for row in rows:
            row.workers, row.worker = workers, names.get(row.assignee_id, "—")
        for row in rows if len(rows) == 1 else ():
            row.story = await history.of(session, row.id)
            said = sa.select(WorkComment).where(WorkComment.order_id == row.id).order_by(WorkComment.id)
            row.talk = (await session.scalars(said)).all()
            for line in (*row.story, *row.talk):
                line.who = queries.who(line.actor, names)
            for line in row.story:
                line.word = ACTIONS[line.action]
            for check in row.checks:
                check.who = names.get(check.done_by, "")
            row.shots = [(one.kind, picture_src(one.name)) for one in row.pictures]
            row.minutes = sum(entry.minutes for entry in row.entries)
            row.cost_fen = sum(entry.cost_fen for entry in row.entries)
            row.late, row.source_word = queries.overdue(row), SOURCES[row.source]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        values = {
            "title": data["title"] or "",
            "asset": data.get("asset") or "",
            "priority": data["urgency"],
            "description": data.get("wording") or "",
            "checklist": {USUAL: None, NONE: ""}.get(data["list"], data["list"]),
        }
        body = read(OpenIn, values, whole="title")
        async with database_of(request).begin() as session:
            order_id = await act.open_by(session, staff_of_request(request), body)
        return await self.find_by_pk(request, order_id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: WorkOrder) -> bool:
        fits = name == "view" or name in finding.staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    async def _do(self, request: Request, pk: Any, do: Act) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await do(session, staff_of_request(request), int(pk))

    @row_action("assign", "派工", confirmation="派给谁维修？", submit_btn_text="派工", form=forms.assign)
    async def assign(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(AssignIn, assignee_id=(await request.form()).get("worker"))
        await self._do(request, pk, lambda session, staff, id_: act.assign(session, staff, id_, body))

    @row_action("start", "开工", confirmation="接单开工？", submit_btn_text="开工")
    async def start(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._do(request, pk, act.start)

    @row_action("hold", "挂起", confirmation="为什么停下来？", submit_btn_text="挂起", form=forms.HOLD)
    async def hold(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = body_of(HoldIn, reason=given.get("reason"), note=given.get("note") or "")
        await self._do(request, pk, lambda session, staff, id_: act.hold(session, staff, id_, body))

    @row_action("resume", "继续", confirmation="继续维修？", submit_btn_text="继续")
    async def resume(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._do(request, pk, act.resume)

    @row_action("complete", "完工", confirmation="修好了，交付验收？", submit_btn_text="完工", form=forms.COMPLETE)
    async def complete(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        still = {name: forms.moment(str(given.get(name) or "")) for name in ("downtime_from", "downtime_to")}
        body = body_of(CompleteIn, result=given.get("result") or "", **still)
        await self._do(request, pk, lambda session, staff, id_: act.complete(session, staff, id_, body))

    @row_action("accept", "验收通过", confirmation="确认已修好？", submit_btn_text="通过", form=forms.NOTE)
    async def accept(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(AcceptIn, note=(await request.form()).get("note") or "")
        await self._do(request, pk, lambda session, staff, id_: act.accept(session, staff, id_, body))

    @row_action("reject", "不通过", confirmation="退回继续维修。", submit_btn_text="退回", form=forms.WHY)
    async def reject(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(ReasonIn, reason=(await request.form()).get("reason") or "")
        await self._do(request, pk, lambda session, staff, id_: act.reject(session, staff, id_, body))

    @row_action(
        "cancel",
        "取消",
        confirmation="取消这个工单？",
        submit_btn_text="取消工单",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(ReasonIn, reason=(await request.form()).get("reason") or "")
        await self._do(request, pk, lambda session, staff, id_: act.cancel(session, staff, id_, body))

    @row_action("archive", "归档", confirmation="归档这个工单？", submit_btn_text="归档")
    async def archive(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._do(request, pk, act.archive)

    @row_action("record", "维修记录", custom_response=True)
    async def record(self, request: Request, pk: Any) -> Response:  # noqa: ANN401  # the library's
        with refusing():
            async with database_of(request).read() as session:
                number, data = await record.record(session, staff_of_request(request), int(pk))
        shown = {"Content-Disposition": f'inline; filename="{number}.pdf"'}
        return Response(data, media_type=record.PDF, headers=shown)


def _lists() -> list[tuple[str, str]]:
    named = [(name, one.label) for name, one in WorkOrderSettings.load().checklists.items()]
    return [(USUAL, "默认"), *named, (NONE, "不用")]
