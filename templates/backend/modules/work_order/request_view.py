"""Reports at the console, and what the console's first page says of all this."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core import clock
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    moment_field,
    picture_src,
    staff_of_request,
    state_field,
    thumbnail,
    told,
)
from app.modules.work_order import finding, forms, reporting
from app.modules.work_order.admin import body_of
from app.modules.work_order.models import RepairRequest, WorkOrder
from app.modules.work_order.schemas import ApproveIn, ReasonIn
from app.modules.work_order.states import ACTIONS, APPROVED, REFUSED, REQUEST_LABELS, RUNNING, SUBMITTED

READ, REVIEW = "work_order.reports", "work_order.review"
_KINDS = {SUBMITTED: "waits", APPROVED: "good", REFUSED: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in REQUEST_LABELS.items()}

WORDS = {
    "work_order": "工单",
    "repair_request": "报修",
    "work_part": "工单用料",
    "work_part_back": "工单退料",
    "priority": "优先级",
    **{f"work_order.{action}": f"工单{word}" for action, word in ACTIONS.items()},
    "work_order.priority": "调整工单优先级",
    "work_order.archive_due": "到期工单自动归档",
    "work_order.forget_pictures": "清理没用上的报修照片",
    "work_order.forget_picture": "删除报修照片",
    "repair_request.approve": "受理报修",
    "repair_request.refuse": "不受理报修",
}


async def _running(session: AsyncSession) -> Figure:
    running = WorkOrder.status.in_(sorted(RUNNING))
    count = await session.scalar(sa.select(sa.func.count()).select_from(WorkOrder).where(running)) or 0
    late = sa.select(sa.func.count()).select_from(WorkOrder).where(running, WorkOrder.due_at < clock.now())
    overdue = await session.scalar(late) or 0
    note = f"其中 {overdue} 个已超时" if overdue else "没有超时"
    link = "work-orders/list?status=overdue" if overdue else "work-orders/list?status=running"
    return Figure("未完成工单", str(count), "fa-screwdriver-wrench", note, link, waits=overdue > 0)


async def _reported(session: AsyncSession) -> Figure:
    waiting = sa.select(sa.func.count()).select_from(RepairRequest).where(RepairRequest.status == SUBMITTED)
    count = await session.scalar(waiting) or 0
    note = "等待受理" if count else "没有待受理的报修"
    return Figure("报修", str(count), "fa-qrcode", note, "repair-requests/list?status=submitted", waits=count > 0)


def contribute() -> None:
    """The cards on the first page, and words for the audit."""
    CARDS.provide(Card(finding.READ, _running), owner="work_order.running", order=20)
    CARDS.provide(Card(READ, _reported), owner="work_order.reported", order=21)
    AUDIT_WORDS.provide(WORDS, owner="work_order")


class RequestView(View):
    read = READ
    acts = {"approve": REVIEW, "refuse": REVIEW}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", REQUEST_LABELS, lambda chosen: RepairRequest.status == chosen),)
    menu_label = "报修"
    display_name = "报修"
    key = "repair-requests"
    icon = "fa fa-qrcode"
    place = 21
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        state_field("status", "状态", STATES),
        thumbnail("cover", "照片", lambda row: row.cover),
        StringField("asset", label="设备编号"),
        StringField("asset_name", label="设备", exclude_from_list=True),
        StringField("description", label="说明"),
        told("order", "工单", lambda row: row.number),
        StringField("reason", label="不受理的原因", exclude_from_list=True),
        moment_field("created_at", "报修时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("asset", "description")
    search_hint = "搜索设备编号或说明"
    sortable_fields = ("created_at",)
    row_actions = ("view", "approve", "refuse")

    def __init__(self) -> None:
        super().__init__(RepairRequest)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        wanted = [row.order_id for row in rows if row.order_id]
        found = sa.select(WorkOrder.id, WorkOrder.number).where(WorkOrder.id.in_(wanted))
        numbers = dict((await session.execute(found)).all())
        for row in rows:
            row.number = numbers.get(row.order_id, "—")
            row.cover = picture_src(row.pictures[0].name) if row.pictures else ""

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: RepairRequest) -> bool:
        fits = name == "view" or obj.status == SUBMITTED
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("approve", "受理", confirmation="转为维修工单。", submit_btn_text="受理", form=forms.APPROVE)
    async def approve(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = body_of(ApproveIn, title=given.get("title") or "", priority=given.get("priority"))
        async with acting(request) as session:
            await reporting.approve(session, staff_of_request(request).actor, int(pk), body)

    @row_action(
        "refuse",
        "不受理",
        confirmation="原因会告诉报修人。",
        submit_btn_text="不受理",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def refuse(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(ReasonIn, reason=(await request.form()).get("reason") or "")
        async with acting(request) as session:
            await reporting.refuse(session, staff_of_request(request).actor, int(pk), body.reason)
