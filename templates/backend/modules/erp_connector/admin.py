"""Documents for the ERP and each day's reconciliation, at the console."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    SHOWN_ONLY,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    database_of,
    fen_field,
    moment_field,
    refusing,
    staff_of_request,
    state_field,
    told,
)
from app.core.money import yuan_text
from app.modules.erp_connector import outbox, queries, reconciling
from app.modules.erp_connector.models import Difference, OutgoingDocument, Reconciliation
from app.modules.erp_connector.states import DIFFERENCES, FAILED, LABELS, SENT, WAITING

READ, MANAGE = "erp_connector.read", "erp_connector.manage"
STATES = {WAITING: (LABELS[WAITING], "moves"), SENT: (LABELS[SENT], "good"), FAILED: (LABELS[FAILED], "bad")}
AGREES = {True: ("一致", "good"), False: ("有差异", "bad")}
WORDS = {
    "erp_connector": "ERP 对接",
    "erp_document": "ERP 单据",
    "erp_document.retry": "重新推送到 ERP",
    "reconciliation": "ERP 对账",
    "erp.reconcile": "与 ERP 对账",
    "day": "日期",
    "number": "单号",
    outbox.SEND: "推送单据到 ERP",
    outbox.COLLECT: "读取 ERP 编号",
    "erp_connector.collect": "查看有没有 ERP 编号",
    reconciling.COMPARE: "与 ERP 对账",
    "erp_connector.every_day": "每天与 ERP 对账",
}


async def _failed(session: AsyncSession) -> Figure:
    failed = OutgoingDocument.status == FAILED
    count = await session.scalar(sa.select(sa.func.count()).select_from(OutgoingDocument).where(failed)) or 0
    note = "没有进入 ERP，等待处理" if count else "没有推送失败的单据"
    link = "erp-documents/list?status=failed"
    return Figure("ERP 推送失败", str(count), "fa-right-left", note, link, waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit: for what others send as well, so after they have said so."""
    CARDS.provide(Card(READ, _failed), owner="erp_connector", order=82)
    AUDIT_WORDS.provide({**outbox.handlers(), **WORDS}, owner="erp_connector")


async def _kinds(_: AsyncSession) -> dict[str, str]:
    return queries.kinds()


class DocumentView(View):
    read = READ
    acts = {"retry": MANAGE}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", LABELS, lambda chosen: OutgoingDocument.status == chosen),
        Narrowing("kind", "类别", _kinds, lambda chosen: OutgoingDocument.kind == chosen),
    )
    menu_label = "ERP 单据"
    display_name = "ERP 单据"
    key = "erp-documents"
    icon = "fa fa-right-left"
    place = 75
    named_by = "number"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        told("kind_word", "类别", lambda row: row.kind_word),
        StringField("number", label="单号"),
        told("day", "日期", lambda row: row.on.isoformat()),
        fen_field("amount_fen", "金额"),
        state_field("status", "状态", STATES),
        told("erp_number", "ERP 编号", lambda row: row.erp_number or "—"),
        IntegerField("attempts", label="次数"),
        StringField("answer", label="最近一次"),
        StringField("key", label="幂等标识", exclude_from_list=True),
        told("body", "内容", lambda row: str(row.content), exclude_from_list=True),
        moment_field("created_at", "时间", exclude_from_list=True),
        moment_field("next_at", "下次", exclude_from_list=True),
        moment_field("sent_at", "推送时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number",)
    search_hint = "搜索单号"
    sortable_fields = ("amount_fen",)
    row_actions = ("view", "retry")

    def __init__(self) -> None:
        super().__init__(OutgoingDocument)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        known, words = await queries.numbers(session, rows), queries.kinds()
        for row in rows:
            row.erp_number = known.get((row.kind, row.entity_id), "")
            row.kind_word = words.get(row.kind, row.kind)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: OutgoingDocument) -> bool:
        fits = name == "view" or obj.status == FAILED
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("retry", "重新推送", confirmation="以同一标识再推一次，不会重复入账。", submit_btn_text="推送")
    async def retry(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await outbox.retry(session, staff_of_request(request).actor, int(pk))


def _difference(row: Difference, words: dict[str, str]) -> str:
    amounts = [yuan_text(fen) if fen is not None else "—" for fen in (row.ours_fen, row.theirs_fen)]
    return f"{words.get(row.kind, row.kind)} {row.number}：{DIFFERENCES[row.what]}（{amounts[0]} / {amounts[1]}）"


class ReconciliationView(View):
    read = READ
    acts = {"again": MANAGE, "export": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "ERP 对账"
    display_name = "ERP 对账"
    key = "erp-reconciliations"
    icon = "fa fa-scale-balanced"
    place = 76
    named_by = "day"
    detail_template = "erp_connector/reconciliation.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        told("on", "日期", lambda row: row.day.isoformat(), **SHOWN_ONLY),
        state_field("agrees", "结果", AGREES, **SHOWN_ONLY),
        told("counts", "单数（我方 / ERP）", lambda row: f"{row.ours} / {row.theirs}", **SHOWN_ONLY),
        fen_field("ours_fen", "我方金额", **SHOWN_ONLY),
        fen_field("theirs_fen", "ERP 金额", **SHOWN_ONLY),
        told("number", "差异", lambda row: str(len(row.differences)), **SHOWN_ONLY),
        moment_field("at", "对账时间", **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    sortable_fields = ()
    row_actions = ("view", "again", "export")

    def __init__(self) -> None:
        super().__init__(Reconciliation)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        del session
        words = queries.kinds()
        for row in rows:
            row.agrees = not row.differences
            row.lines = [_difference(one, words) for one in row.differences]

    @row_action("again", "重新对账", confirmation="按现在的单据重新比较？", submit_btn_text="对账")
    async def again(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        found = await self.find_by_pk(request, pk)
        async with acting(request) as session:
            await reconciling.again(session, staff_of_request(request).actor, found.day)

    @row_action("export", "导出", custom_response=True)
    async def export(self, request: Request, pk: Any) -> Response:  # noqa: ANN401  # the library's
        found = await self.find_by_pk(request, pk)
        with refusing():
            async with database_of(request).read() as session:
                data = reconciling.as_csv(await reconciling.find(session, found.day))
        shown = {"Content-Disposition": f'attachment; filename="erp-{found.day.isoformat()}.csv"'}
        return Response(data, media_type="text/csv; charset=utf-8", headers=shown)
