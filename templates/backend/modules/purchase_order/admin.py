"""Purchase orders at the console: what was ordered, what came, what was billed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.contracts.rfq import AWARDS, NoAwards
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    ExcelExporter,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    fen_field,
    moment_field,
    picture_src,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.purchase_order import forms, ordering, queries, receiving, typed
from app.modules.purchase_order.models import Milestone, PurchaseOrder
from app.modules.purchase_order.schemas import OrderIn
from app.modules.purchase_order.states import (
    CANCELLED,
    CLOSED,
    COMPLETED,
    DRAFT,
    LABELS,
    MILESTONES,
    ON_HOLD,
    RUNNING,
)
from app.modules.supplier.api import active_suppliers, names

READ, EXPORT = "purchase_order.read", "purchase_order.export"
_KINDS = {DRAFT: "over", COMPLETED: "good", ON_HOLD: "waits", CLOSED: "over", CANCELLED: "over"}
STATES = {status: (word, _KINDS.get(status, "moves")) for status, word in LABELS.items()}


async def _awards(session: AsyncSession) -> list[tuple[int, str]]:
    return list(await AWARDS.one(NoAwards()).recent(session))


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return PurchaseOrder.status.in_(sorted(RUNNING)) if chosen == "running" else PurchaseOrder.status == chosen


class OrderView(View):
    read = READ
    acts = {action: needs for action, (needs, _) in queries.WHEN.items()}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", {"running": "进行中", **LABELS}, _narrowed),)
    menu_label = "采购订单"
    display_name = "采购订单"
    key = "purchase-orders"
    icon = "fa fa-file-contract"
    place = 34
    named_by = "number"
    detail_template = "purchase_order/detail.html"
    exporters = (ExcelExporter(),)
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, exclude_from_export=True, **SHOWN_ONLY),
        StringField("number", label="订单号", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        row_field("award", "按定标", _awards, help_text="选了定标，下面只看说明，其余照定标填写"),
        row_field("supplier_id", "供应商", active_suppliers),
        told("supplier", "供应商", lambda row: row.supplier, **SHOWN_ONLY),
        StringField("title", label="内容", maxlength=60),
        fen_field("total_fen", "金额", **SHOWN_ONLY),
        told("came", "收货", lambda row: f"{ordering.received_percent(row)}%", **SHOWN_ONLY),
        told("billed", "开票", lambda row: f"{ordering.billed_percent(row)}%", **SHOWN_ONLY),
        told("stage", "进度", lambda row: MILESTONES.get(row.milestone, "待确认"), **SHOWN_ONLY),
        TextAreaField("lines_text", label="订单内容", rows=6, help_text=typed.HINT, **FORM_ONLY),
        TextAreaField("note", label="说明", maxlength=500, exclude_from_list=True),
        moment_field("created_at", "新建时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "title")
    search_hint = "搜索订单号或内容"
    sortable_fields = ("total_fen", "created_at")
    row_actions = ("view", "place", "receive", "bill", "hold", "reopen", "close", "cancel")

    def __init__(self) -> None:
        super().__init__(PurchaseOrder)

    def can_create(self, request: Request) -> bool:
        return self.may(request, queries.EDIT)

    def can_export(self, request: Request) -> bool:
        return self.may(request, EXPORT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """The suppliers' names; for the page of one all that came of it."""
        called = await names(session, [row.supplier_id for row in rows])
        for row in rows:
            row.supplier = called[row.supplier_id]
        for row in rows if len(rows) == 1 else ():
            row.came, row.billed = ordering.received_percent(row), ordering.billed_percent(row)
            row.receipts = [queries.receipt_out(one) for one in await receiving.receipts_of(session, row.id)]
            row.bills = await queries.invoices(session, row.id)
            said = sa.select(Milestone).where(Milestone.order_id == row.id).order_by(Milestone.id.desc())
            row.story = (await session.scalars(said)).all()
            for line in row.story:
                line.word = MILESTONES[line.kind]
                line.shots = [picture_src(photo.name) for photo in line.photos]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        staff, award_id = staff_of_request(request), data.get("award")
        body = None if award_id else _body(data)
        try:
            async with database_of(request).begin() as session:
                if body is None:
                    order_id = await ordering.create_from_award(session, staff.actor, int(award_id or 0))
                else:
                    order_id = await ordering.create(session, staff.actor, body)
        except AppError as error:
            raise at("supplier_id" if body else "award", error) from error
        return await self.find_by_pk(request, order_id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: PurchaseOrder) -> bool:
        fits = name == "view" or name in queries.staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("place", "下单", confirmation="下单后供应商可以看到。", submit_btn_text="下单")
    async def place_order(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await ordering.place(session, staff_of_request(request).actor, int(pk))

    @row_action("receive", "收货", confirmation="本次收到多少？", submit_btn_text="收货", form=forms.receive)
    async def receive(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        async with acting(request) as session:
            order = await ordering.find(session, int(pk))
            body = forms.receipt_in(given, [line.id for line in order.lines])
            await receiving.receive(session, staff_of_request(request).actor, int(pk), body)

    @row_action("bill", "登记发票", confirmation="供应商开来的发票。", submit_btn_text="登记", form=forms.bill)
    async def bill(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = forms.invoice_in(await request.form())
        async with acting(request) as session:
            await receiving.bill(session, staff_of_request(request).actor, int(pk), body)

    @row_action("hold", "暂停", confirmation="暂停后不收货、不登记发票。", submit_btn_text="暂停", form=forms.WHY)
    async def hold(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = forms.reason_in(await request.form())
        async with acting(request) as session:
            await ordering.hold(session, staff_of_request(request).actor, int(pk), reason)

    @row_action("reopen", "恢复", confirmation="继续执行这张订单？", submit_btn_text="恢复")
    async def reopen(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await ordering.reopen(session, staff_of_request(request).actor, int(pk))

    @row_action("close", "关闭", confirmation="不再收货和登记发票？", submit_btn_text="关闭", form=forms.WHY)
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = forms.reason_in(await request.form())
        async with acting(request) as session:
            await ordering.close(session, staff_of_request(request).actor, int(pk), reason)

    @row_action(
        "cancel",
        "取消",
        confirmation="取消这张订单？",
        submit_btn_text="取消订单",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = forms.reason_in(await request.form())
        async with acting(request) as session:
            await ordering.cancel(session, staff_of_request(request).actor, int(pk), reason)


def _body(data: dict[str, Any]) -> OrderIn:
    """Raises FormValidationError."""
    if not (lines := typed.lines_in(data.get("lines_text") or "", "lines_text")):
        raise FormValidationError({"lines_text": "请填写"})
    values = {
        "title": data.get("title") or "",
        "supplier_id": data.get("supplier_id"),
        "note": data.get("note") or "",
        "lines": lines,
    }
    return read(OrderIn, values, whole="lines_text")
