"""Batches at the console: entering them, their story, whether it holds, and what the public sees of them."""

import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed, FormValidationError
from starlette_admin.fields import DateTimeField, IntegerField, StringField
from starlette_admin.flash import flash

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    FORM_ONLY,
    SHOWN_ONLY,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    at,
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
from app.core.errors import AppError
from app.core.media import read_upload
from app.modules.traceability import batches, chain, forms, labels, publishing, queries, reports
from app.modules.traceability.addresses import page_url
from app.modules.traceability.errors import BatchNumberTaken, ParentUnknown, ReportInvalid
from app.modules.traceability.models import Batch, BatchHold
from app.modules.traceability.schemas import BatchIn, EventIn, FactsIn, ReasonIn
from app.modules.traceability.settings import TraceabilitySettings
from app.modules.traceability.states import DRAFT, KINDS, LABELS, PUBLISHED, WITHDRAWN

B = TypeVar("B", bound=BaseModel)

READ, EDIT, PUBLISH = "traceability.read", "traceability.edit", "traceability.publish"
HELD = "held"
STATES = {
    DRAFT: (LABELS[DRAFT], "waits"),
    PUBLISHED: (LABELS[PUBLISHED], "good"),
    WITHDRAWN: (LABELS[WITHDRAWN], "bad"),
}
WORDS = {
    "traceability": "溯源",
    "batch": "批次",
    "number": "批号",
    "batch.create": "登记批次",
    "batch.correct": "更正批次信息",
    "batch.note": "追溯记录",
    "batch.report": "上传检测报告",
    "batch.publish": "公开批次",
    "batch.withdraw": "撤回批次",
    "batch.hold": "扣留批次",
    "batch.release": "解除批次扣留",
    "traceability.forget": "清理过期的扫码访客",
}
_FIELD_OF = {BatchNumberTaken: "number", ParentUnknown: "parents"}


async def _held(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Batch).where(Batch.holds > 0)) or 0
    note = "不能公开，等待处理" if count else "没有被扣留的批次"
    return Figure("扣留的批次", str(count), "fa-boxes-stacked", note, "batches/list?status=held", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _held), owner="traceability", order=30)
    AUDIT_WORDS.provide(WORDS, owner="traceability")


def body_of(schema: type[B], **values: object) -> B:
    """Raises ActionFailed."""
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return Batch.holds > 0 if chosen == HELD else Batch.status == chosen


class BatchView(View):
    read = READ
    acts = {  # noqa: RUF012  # a constant of the class
        "edit": EDIT,
        "event": EDIT,
        "report": EDIT,
        "check": EDIT,
        "labels": EDIT,
        "publish": PUBLISH,
        "withdraw": PUBLISH,
        "hold": PUBLISH,
        "release": PUBLISH,
    }
    narrowings = (Narrowing("status", "状态", {**LABELS, HELD: "被扣留"}, _narrowed),)
    menu_label = "批次溯源"
    display_name = "批次"
    key = "batches"
    icon = "fa fa-boxes-stacked"
    place = 30
    named_by = "number"
    detail_template = "traceability/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField(
            "number", label="批号", required=True, maxlength=40, help_text="字母、数字、- 与 _", exclude_from_edit=True
        ),
        StringField("item", label="品名", maxlength=60),
        told("amount", "数量", lambda row: f"{row.quantity} {row.unit}".strip(), **SHOWN_ONLY),
        IntegerField("quantity", label="数量", required=True, **FORM_ONLY),
        StringField("unit", label="单位", maxlength=10, **FORM_ONLY),
        moment_field("made_at", "生产时间", **SHOWN_ONLY),
        DateTimeField("made", label="生产时间", required=True, **FORM_ONLY),
        StringField("origin", label="产地", maxlength=60, exclude_from_list=True),
        StringField("line", label="产线", maxlength=40, exclude_from_list=True),
        IntegerField("sku_id", label="规格编号（没有不填）", **FORM_ONLY),
        StringField(
            "parents",
            label="来源批次",
            help_text="由哪些批次制成，批号之间用空格隔开",
            exclude_from_edit=True,
            **FORM_ONLY,
        ),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        told("held", "扣留", lambda row: "是" if row.holds else "—", **SHOWN_ONLY),
        IntegerField("scans", label="扫码", **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "item", "origin", "line")
    search_hint = "搜索批号、品名、产地或产线"
    sortable_fields = ("made_at", "scans")
    row_actions = ("view", "edit", "event", "report", "check", "publish", "withdraw", "hold", "release", "labels")

    def __init__(self) -> None:
        super().__init__(Batch)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """For the page of one batch its whole story."""
        held = sa.select(BatchHold.batch_id).where(
            BatchHold.batch_id.in_([row.id for row in rows]), BatchHold.key == publishing.BY_HAND
        )
        by_hand = set(await session.scalars(held))
        for row in rows:
            row.made, row.by_hand = row.made_at, row.id in by_hand
        for row in rows if len(rows) == 1 else ():
            known = await queries.names(session)
            row.story = await chain.events_of(session, row.id)
            row.checked = chain.check(row, await batches.parent_numbers(session, row.id), row.story)
            for event in row.story:
                event.word, event.who = KINDS[event.kind], queries.who(event.actor, known)
            row.reasons = await publishing.reasons(session, row.id)
            row.papers = [(paper.title, picture_src(paper.name)) for paper in await reports.of(session, row.id)]
            row.made_of = await batches.relatives(session, row.id, forward=False)
            row.went_into = await batches.relatives(session, row.id, forward=True)
            row.page = page_url(row.code)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        parents = [number for number in re.split(r"[\s,，、;；]+", data.get("parents") or "") if number]
        body = read(BatchIn, {**_facts(data), "number": data["number"] or "", "parents": parents}, whole="number")
        try:
            async with database_of(request).begin() as session:
                batch = await batches.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "item"), error) from error
        return await self.find_by_pk(request, batch.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(FactsIn, _facts(data), whole="item")
        try:
            async with database_of(request).begin() as session:
                await batches.correct(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("item", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Any) -> bool:  # noqa: ANN401  # with what was told
        fits = {
            "edit": obj.status == DRAFT,
            "publish": obj.status != PUBLISHED and not obj.holds,
            "withdraw": obj.status == PUBLISHED,
            "hold": not obj.by_hand,
            "release": obj.by_hand,
        }
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action("event", "记录", confirmation="写进追溯链，之后不能再改。", submit_btn_text="记录", form=forms.EVENT)
    async def event(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        public = False if given.get("hidden") else None
        text = {name: given.get(name) or "" for name in ("text", "place")}
        body = body_of(EventIn, kind=given.get("kind"), public=public, **text)
        async with acting(request) as session:
            await batches.note(session, staff_of_request(request).actor, int(pk), body)

    @row_action(
        "report", "上传报告", confirmation="检测报告会在公开页显示。", submit_btn_text="上传", form=forms.REPORT
    )
    async def report(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        file, title = given.get("file"), str(given.get("title") or "检测报告")[:60]
        with refusing():
            if not isinstance(file, UploadFile):
                raise ReportInvalid
            stored = await reports.store(await read_upload(file))
        async with acting(request) as session:
            await reports.add(session, staff_of_request(request).actor, int(pk), title, stored)

    @row_action("check", "核对")
    async def check(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with database_of(request).read() as session:
            found = await queries.checked(session, int(pk))
        if found.broken_at is not None:
            raise ActionFailed(f"第 {found.broken_at} 条起对不上：{found.why}")
        flash(request, f"{found.links} 条记录环环相扣，没有被改动过", "success")

    @row_action("publish", "公开", confirmation="扫码的人都能看到，确定公开？", submit_btn_text="公开")
    async def publish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await publishing.publish(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "withdraw",
        "撤回",
        confirmation="公开页会写明已撤回。",
        submit_btn_text="撤回",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def withdraw(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = await _reason(request)
        async with acting(request) as session:
            await publishing.withdraw(session, staff_of_request(request).actor, int(pk), reason)

    @row_action(
        "hold",
        "扣留",
        confirmation="扣留的批次不能公开，已公开的随即撤回。",
        submit_btn_text="扣留",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def hold(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = await _reason(request)
        async with acting(request) as session:
            await publishing.hold(session, staff_of_request(request).actor, int(pk), publishing.BY_HAND, reason)

    @row_action("release", "解除扣留", confirmation="为什么不再扣留？", submit_btn_text="解除", form=forms.WHY)
    async def release(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = await _reason(request)
        async with acting(request) as session:
            await publishing.release(session, staff_of_request(request).actor, int(pk), publishing.BY_HAND, reason)

    @row_action("labels", "标签", custom_response=True)
    async def labels(self, request: Request, pk: Any) -> Response:  # noqa: ANN401  # the library's
        with refusing():
            async with database_of(request).read() as session:
                batch = await batches.find(session, int(pk))
        shown = {"Content-Disposition": f'inline; filename="{batch.number}.pdf"'}
        data = labels.sheet(batch, TraceabilitySettings.load().labels)
        return Response(data, media_type=labels.PDF, headers=shown)


async def _reason(request: Request) -> str:
    """Raises ActionFailed."""
    return body_of(ReasonIn, reason=(await request.form()).get("reason") or "").reason


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    """Raises FormValidationError."""
    if (made := data.get("made")) is None:
        raise FormValidationError({"made": "请填写生产时间"})
    texts = {name: data.get(name) or "" for name in ("item", "unit", "origin", "line")}
    numbers = {name: data[name] for name in ("quantity", "sku_id") if data.get(name) is not None}
    # What was chosen in the business's own time the console has turned into UTC without a zone.
    return {**texts, **numbers, "made_at": made.replace(tzinfo=UTC)}
