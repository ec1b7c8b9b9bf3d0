"""Invoices at the console: what has to be issued, and what has to be red-flushed because money went back."""

from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core import audit
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    fen_field,
    first_problem,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import count_by
from app.core.money import yuan_text
from app.modules.invoice import issuing
from app.modules.invoice.models import Invoice
from app.modules.invoice.queries import ISSUE, REVEAL, buyer, staff_can
from app.modules.invoice.schemas import IssueIn, RedFlushIn, RejectIn
from app.modules.invoice.states import CANCELED, ISSUED, LABELS, RED_FLUSHED, RED_PENDING, REJECTED, REQUESTED

READ = "invoice.read"

_KINDS = {
    REQUESTED: "waits",
    ISSUED: "good",
    REJECTED: "over",
    CANCELED: "over",
    RED_PENDING: "bad",
    RED_FLUSHED: "over",
}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
KINDS = {"personal": "个人", "company": "企业"}

WORDS = {
    "invoice": "发票",
    "invoice.issue": "登记开票",
    "invoice.reject": "驳回开票申请",
    "invoice.red_flush": "登记红冲",
    "invoice.attach": "上传发票文件",
    "invoice.reveal": "查看开票信息",
    "invoice.order_refunded": "按退款调整发票",
    "invoice.order_canceled": "按取消的订单调整发票",
    "number": "发票号码",
}

_FILE = (
    '<label class="form-label mt-2">PDF 文件{note}'
    '<input class="form-control" type="file" name="file" accept="application/pdf"{required}></label>'
)
_NUMBER = (
    '<label class="form-label mt-2">{label}<input class="form-control" name="number" inputmode="numeric"'
    ' pattern="[0-9]{{8,20}}" maxlength="20" required></label>'
)
_REJECT_FORM = (
    '<form><label class="form-label mt-2">原因<textarea class="form-control" name="reason" rows="3" maxlength="200"'
    ' placeholder="顾客会看到，如：税号与抬头不一致" required></textarea></label></form>'
)


def _issue_form(_: Request, invoice: Invoice) -> str:
    amount = f'<input type="hidden" name="amount_fen" value="{invoice.amount_fen}">'
    told_amount = f'<div class="mt-2">开票金额 <strong class="num">{yuan_text(invoice.amount_fen)}</strong></div>'
    file = _FILE.format(note="（也可以稍后上传）", required="")
    return f"<form>{amount}{told_amount}{_NUMBER.format(label='发票号码')}{file}</form>"


async def _waiting(session: AsyncSession) -> Figure:
    counts = await count_by(session, Invoice.status, Invoice.status.in_([REQUESTED, RED_PENDING]))
    red, total = counts[RED_PENDING], counts.total()
    note = (f"其中 {red} 张因退款待红冲" if red else "等待开具") if total else "没有待处理的发票"
    link = "invoices/list?status=" + (RED_PENDING if red and red == total else REQUESTED)
    return Figure("待处理发票", str(total), "fa-file-invoice", note, link, waits=total > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _waiting), owner="invoice", order=60)
    AUDIT_WORDS.provide(WORDS, owner="invoice")


def _read(schema: type[BaseModel], given: dict[str, Any]) -> Any:  # noqa: ANN401  # the schema's own type
    """Raises ActionFailed."""
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


async def _file(given: object) -> bytes | None:
    """The chosen file; None when none was."""
    if not isinstance(given, UploadFile) or not given.filename:
        return None
    return await given.read(issuing.LARGEST + 1)


class InvoiceView(View):
    read = READ
    acts = {"issue": ISSUE, "reject": ISSUE, "attach": ISSUE, "red_flush": ISSUE}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Invoice.status == chosen),)
    menu_label = "发票"
    display_name = "发票"
    key = "invoices"
    icon = "fa fa-file-invoice"
    place = 15
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        state_field("status", "状态", STATES),
        StringField("order_no", label="订单号"),
        fen_field("amount_fen", "金额"),
        told("of_kind", "类型", lambda invoice: KINDS[invoice.kind], exclude_from_list=True),
        told("title_shown", "抬头", lambda invoice: invoice.shown_title),
        told("tax", "税号", lambda invoice: invoice.tax_number or "—", exclude_from_list=True),
        told("email_shown", "邮箱", lambda invoice: invoice.shown_email, exclude_from_list=True),
        StringField("number", label="发票号码"),
        StringField("red_number", label="红字发票号码", exclude_from_list=True),
        told("file_shown", "文件", lambda invoice: "已上传" if invoice.has_file else "—", exclude_from_list=True),
        StringField("reason", label="说明", exclude_from_list=True),
        moment_field("created_at", "申请时间"),
        moment_field("issued_at", "开具时间", exclude_from_list=True),
        moment_field("closed_at", "结束时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("order_no", "number", "red_number", "tax_number")
    search_hint = "搜索订单号、税号或发票号码"
    sortable_fields = ("created_at", "amount_fen")
    row_actions = ("view", "issue", "reject", "attach", "red_flush")

    def __init__(self) -> None:
        super().__init__(Invoice)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        columns = (Invoice.order_no, Invoice.number, Invoice.red_number, Invoice.tax_number)
        return sa.or_(*(column.contains(term.strip(), autoescape=True) for column in columns))

    async def told_with(self, session: AsyncSession, rows: Any) -> None:  # noqa: ANN401  # rows of the view
        del session
        for row in rows:
            _tell_buyer(row, masked=True)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """In full for those who hold `personal.reveal`; each such look is on record."""
        invoice = await super().find_by_pk(request, pk)
        staff = staff_of_request(request)
        if invoice is None or request.state.action is not RequestAction.DETAIL or not staff.can(REVEAL):
            return invoice
        if invoice.email is not None:
            async with acting(request) as session:
                await audit.record(session, staff.actor, "invoice.reveal", "invoice", invoice.id)
        _tell_buyer(invoice, masked=False)
        return invoice

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Invoice) -> bool:
        fits = name == "view" or name in staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("issue", "开具", confirmation="登记在税务平台开出的发票。", submit_btn_text="已开具", form=_issue_form)
    async def issue(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = _read(IssueIn, {name: given.get(name, "") for name in ("number", "amount_fen")})
        data = await _file(given.get("file"))
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            await issuing.issue(session, actor, int(pk), body)
            if data is not None:
                await issuing.attach(session, actor, int(pk), data)

    @row_action("reject", "驳回", confirmation="驳回后顾客可以重新申请。", submit_btn_text="驳回", form=_REJECT_FORM)
    async def reject(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(RejectIn, {"reason": (await request.form()).get("reason", "")})
        async with acting(request) as session:
            await issuing.reject(session, staff_of_request(request).actor, int(pk), body.reason)

    @row_action(
        "attach",
        "传文件",
        confirmation="顾客可以下载这个文件；再次上传会替换。",
        submit_btn_text="上传",
        form=f"<form>{_FILE.format(note='', required=' required')}</form>",
    )
    async def attach(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        data = await _file((await request.form()).get("file"))
        async with acting(request) as session:
            await issuing.attach(session, staff_of_request(request).actor, int(pk), data or b"")

    @row_action(
        "red_flush",
        "红冲",
        confirmation="登记在税务平台开出的红字发票，之后顾客可以按剩余金额重新申请。",
        submit_btn_text="已红冲",
        submit_btn_class="btn btn-danger",
        form=f"<form>{_NUMBER.format(label='红字发票号码')}</form>",
    )
    async def red_flush(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(RedFlushIn, {"number": (await request.form()).get("number", "")})
        async with acting(request) as session:
            await issuing.red_flush(session, staff_of_request(request).actor, int(pk), body.number)


def _tell_buyer(invoice: Any, *, masked: bool) -> None:  # noqa: ANN401  # with what the page tells besides
    title, email = buyer(invoice, masked=masked)
    invoice.shown_title, invoice.shown_email = title or "—", email or "—"
