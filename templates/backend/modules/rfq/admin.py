"""Requests for quotation at the console, with the quotes side by side."""

from collections.abc import Sequence
from datetime import UTC
from html import escape
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed, FormValidationError
from starlette_admin.fields import DateTimeField, IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    moment_field,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.rfq import asking, awarding, files, queries, typed
from app.modules.rfq.card import contribute
from app.modules.rfq.models import Rfq
from app.modules.rfq.schemas import AwardIn, RfqIn
from app.modules.rfq.states import AWARDED, CANCELED, CLOSED, DRAFT, LABELS, OPEN
from app.modules.supplier.api import active_suppliers, names

__all__ = ["RfqView", "contribute"]

READ = "rfq.read"
_KINDS = {DRAFT: "over", OPEN: "moves", CLOSED: "waits", AWARDED: "good", CANCELED: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
_WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)


_FILE = (
    '<form><label class="form-label mt-2">PDF、JPG 或 PNG，不超过 5 MB'
    '<input class="form-control" type="file" name="file" accept="application/pdf,image/jpeg,image/png" required>'
    "</label></form>"
)


def _award_form(_: Request, rfq: Any) -> str:  # noqa: ANN401  # with what the view told
    """One for the whole, or somebody for each line."""
    table = rfq.table
    whole = "".join(
        f'<option value="{one.supplier_id}">{escape(one.name)}{"" if not one.missing else "（缺行）"}</option>'
        for one in table.suppliers
    )
    called = {one.supplier_id: one.name for one in table.suppliers}
    rows = ""
    for line in table.lines:
        offers = [offer for offer in line.offers if offer.price_fen is not None]
        options = "".join(f'<option value="{o.supplier_id}">{escape(called[o.supplier_id])}</option>' for o in offers)
        rows += (
            f'<label class="form-label mt-2">{escape(line.item)}<select class="form-select" name="line_{line.id}">'
            f'<option value="">不定</option>{options}</select></label>'
        )
    return (
        '<form><label class="form-label mt-2">整单定给<select class="form-select" name="supplier">'
        f'<option value="">按行定标</option>{whole}</select></label>{rows}</form>'
    )


class RfqView(View):
    read = READ
    acts = {action: needs for action, (needs, _) in queries.WHEN.items()}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Rfq.status == chosen),)
    menu_label = "询价"
    display_name = "询价"
    key = "rfqs"
    icon = "fa fa-scale-balanced"
    place = 32
    named_by = "number"
    detail_template = "rfq/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("number", label="询价单号", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        StringField("title", label="内容", required=True, maxlength=60),
        told("answers", "报价", lambda row: f"{row.quotes} / {len(row.invitations)}", **SHOWN_ONLY),
        moment_field("deadline", "截止时间", **SHOWN_ONLY),
        DateTimeField("until", label="截止时间", required=True, **FORM_ONLY),
        row_field("supplier_ids", "邀请的供应商", active_suppliers, multiple=True, required=True),
        TextAreaField("lines_text", label="询价内容", rows=6, required=True, help_text=typed.HINT, **FORM_ONLY),
        TextAreaField("note", label="说明", maxlength=500, exclude_from_list=True),
        moment_field("created_at", "新建时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "title")
    search_hint = "搜索询价单号或内容"
    sortable_fields = ("deadline",)
    row_actions = ("view", "edit", "attach", "open", "close", "award", "cancel")

    def __init__(self) -> None:
        super().__init__(Rfq)

    def can_create(self, request: Request) -> bool:
        return self.may(request, queries.EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, queries.EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """For the page of one, the quotes side by side."""
        for row in rows:
            row.until = row.deadline
            row.supplier_ids = [one.supplier_id for one in row.invitations]
            row.lines_text = typed.text_of(row.lines)
        for row in rows if len(rows) == 1 else ():
            row.table = await queries.comparison(session, row.id)
            called = await names(session, row.supplier_ids)
            row.files = await files.of(session, row.id)
            row.asked = [called[supplier_id] for supplier_id in row.supplier_ids]
            row.winners = [(called[won.supplier_id], total) for won, total in await awarding.awards_of(session, row.id)]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await asking.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("supplier_ids", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await asking.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("title", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Rfq) -> bool:
        fits = name == "view" or name in queries.staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("attach", "附件", confirmation="受邀的供应商可以下载，如图纸。", submit_btn_text="上传", form=_FILE)
    async def attach(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = (await request.form()).get("file")
        if not isinstance(given, UploadFile) or not given.filename:
            raise ActionFailed("请选择文件")
        data = await given.read(files.LARGEST + 1)
        async with acting(request) as session:
            await files.add(session, staff_of_request(request).actor, int(pk), given.filename, data)

    @row_action("open", "发出", confirmation="发给受邀的供应商，开始报价？", submit_btn_text="发出")
    async def open(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await asking.open_up(session, staff_of_request(request).actor, int(pk))

    @row_action("close", "截止", confirmation="提前截止，不再接受报价？", submit_btn_text="截止")
    async def close(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await asking.close(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "award", "定标", confirmation="定标后不能更改，供应商会收到结果。", submit_btn_text="定标", form=_award_form
    )
    async def award(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = {name: str(value) for name, value in (await request.form()).items()}
        whole = given.get("supplier", "")
        lines = [
            {"line_id": int(name.removeprefix("line_")), "supplier_id": int(value)}
            for name, value in given.items()
            if name.startswith("line_") and name[5:].isdecimal() and value.isdecimal()
        ]
        if not whole.isdecimal() and not lines:
            raise ActionFailed("请选择供应商")
        values = {"supplier_id": int(whole)} if whole.isdecimal() else {"lines": lines}
        async with acting(request) as session:
            await awarding.award(session, staff_of_request(request).actor, int(pk), AwardIn.model_validate(values))

    @row_action(
        "cancel",
        "取消",
        confirmation="取消这份询价？",
        submit_btn_text="取消询价",
        submit_btn_class="btn btn-danger",
        form=_WHY,
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = str((await request.form()).get("reason") or "").strip()[:200]
        if not reason:
            raise ActionFailed("请填写原因")
        async with acting(request) as session:
            await asking.cancel(session, staff_of_request(request).actor, int(pk), reason)


def _body(data: dict[str, Any]) -> RfqIn:
    """Raises FormValidationError."""
    lines = typed.lines_in(data.get("lines_text") or "", "lines_text")
    if not lines:
        raise FormValidationError({"lines_text": "请填写"})
    until = data.get("until")
    values = {
        "title": data.get("title") or "",
        "note": data.get("note") or "",
        "deadline": until.replace(tzinfo=UTC) if until else None,  # the console has turned it into UTC
        "lines": lines,
        "supplier_ids": data.get("supplier_ids") or [],
    }
    return read(RfqIn, values, whole="supplier_ids")
