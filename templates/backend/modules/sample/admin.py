"""Samples at the console."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
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
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.rfq.api import Rfq
from app.modules.sample import moves, queries
from app.modules.sample.models import Sample
from app.modules.sample.schemas import SampleIn, VerdictIn
from app.modules.sample.states import FAILED, LABELS, PASSED, RECEIVED, REQUESTED, SENT
from app.modules.supplier.api import active_suppliers, names

READ, REQUEST = "sample.read", "sample.request"
_KINDS = {REQUESTED: "over", SENT: "moves", RECEIVED: "waits", PASSED: "good", FAILED: "bad"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
WORDS = {
    "sample": "样品",
    "sample.request": "索样",
    "sample.receive": "收样",
    "sample.pass": "样品合格",
    "sample.fail": "样品不合格",
}
_VERDICT = (
    '<form><label class="form-label mt-2">{label}'
    '<textarea class="form-control" name="verdict" maxlength="300" rows="3"{required}></textarea></label></form>'
)


async def _waiting(session: AsyncSession) -> Figure:
    counts = await count_by(session, Sample.status, Sample.status.in_([SENT, RECEIVED]))
    received = counts[RECEIVED]
    note = "等待检验" if received else f"另有 {counts[SENT]} 份在路上"
    return Figure("待检验样品", str(received), "fa-vial", note, "samples/list?status=received", waits=received > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _waiting), owner="sample", order=33)
    AUDIT_WORDS.provide(WORDS, owner="sample")


async def _rfqs(session: AsyncSession) -> list[tuple[int, str]]:
    rows = await session.execute(sa.select(Rfq.id, Rfq.number, Rfq.title).order_by(Rfq.id.desc()).limit(200))
    return [(row.id, f"{row.number} {row.title}") for row in rows]


class SampleView(View):
    read = READ
    acts = {action: needs for action, (needs, _) in queries.WHEN.items()}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Sample.status == chosen),)
    menu_label = "样品"
    display_name = "样品"
    key = "samples"
    icon = "fa fa-vial"
    place = 33
    named_by = "number"
    detail_template = "sample/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("number", label="样品号", **SHOWN_ONLY),
        told("edition", "版本", lambda row: f"v{row.version}", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        row_field("rfq_id", "询价", _rfqs, required=True),
        row_field("supplier_id", "供应商", active_suppliers, required=True),
        told("supplier", "供应商", lambda row: row.supplier, **SHOWN_ONLY),
        StringField("item", label="样品", required=True, maxlength=60),
        IntegerField("quantity", label="数量", default=1),
        TextAreaField("note", label="要求", maxlength=300, exclude_from_list=True),
        told("parcel", "快递", lambda row: f"{row.carrier} {row.tracking_number}".strip() or "—", **SHOWN_ONLY),
        moment_field("created_at", "索样时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "item", "tracking_number")
    search_hint = "搜索样品号、样品或快递单号"
    sortable_fields = ("created_at",)
    row_actions = ("view", "receive", "pass", "fail")

    def __init__(self) -> None:
        super().__init__(Sample)

    def can_create(self, request: Request) -> bool:
        return self.may(request, REQUEST)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """The suppliers' names; for the page of one its versions and its story."""
        called = await names(session, [row.supplier_id for row in rows])
        for row in rows:
            row.supplier = called[row.supplier_id]
        for row in rows if len(rows) == 1 else ():
            row.versions = await queries.versions(session, row)
            row.story = await queries.history(session, [one.id for one in row.versions])
            row.shots = [(one.by_supplier, picture_src(one.name)) for one in row.photos]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        values = {name: data.get(name) for name in ("rfq_id", "supplier_id", "quantity")}
        values |= {"item": data.get("item") or "", "note": data.get("note") or ""}
        body = read(SampleIn, values, whole="item")
        try:
            async with database_of(request).begin() as session:
                made = await moves.request(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("supplier_id", error) from error
        return await self.find_by_pk(request, made.id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Sample) -> bool:
        fits = name == "view" or name in queries.staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("receive", "收样", confirmation="样品已经收到？", submit_btn_text="收到")
    async def receive(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await moves.receive(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "pass",
        "合格",
        confirmation="判定合格？",
        submit_btn_text="合格",
        form=_VERDICT.format(label="备注", required=""),
    )
    async def judge_passed(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._judge(request, pk, passed=True)

    @row_action(
        "fail",
        "不合格",
        confirmation="供应商会看到原因，并可以重新寄样。",
        submit_btn_text="不合格",
        submit_btn_class="btn btn-danger",
        form=_VERDICT.format(label="哪里不合格", required=" required"),
    )
    async def judge_failed(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._judge(request, pk, passed=False)

    async def _judge(self, request: Request, pk: Any, *, passed: bool) -> None:  # noqa: ANN401  # the library's
        verdict = str((await request.form()).get("verdict") or "")
        try:
            body = VerdictIn(passed=passed, verdict=verdict)
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await moves.judge(session, staff_of_request(request).actor, int(pk), body)
