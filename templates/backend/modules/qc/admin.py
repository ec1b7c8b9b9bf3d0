"""Inspections at the console: what waits to be inspected, what came of it, and what failed."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import EnumField, IntegerField, StringField

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
    refusing,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.core.media import PictureInvalid, read_upload, store_picture
from app.modules.qc import finding, forms, inspecting, opening, queries
from app.modules.qc.models import Inspection
from app.modules.qc.schemas import JudgeIn, ReasonIn, ResultIn
from app.modules.qc.settings import QcSettings
from app.modules.qc.states import CANCELED, CONCEDED, FAILED, KINDS, LABELS, MEASURE, OPEN, PASSED
from app.modules.traceability.api import by_number

B = TypeVar("B", bound=BaseModel)

_KINDS = {OPEN: "waits", PASSED: "good", FAILED: "bad", CONCEDED: "moves", CANCELED: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
WORDS = {
    "qc": "质检",
    "inspection": "检验",
    "inspection.open": "开始检验",
    "inspection.judge": "检验判定",
    "inspection.concede": "让步接收",
    "inspection.cancel": "取消检验",
    "inspection.repeat": "复检",
    "status": "结果",
    "qc.received": "到货后开检验单",
}


async def _waiting(session: AsyncSession) -> Figure:
    found = await count_by(session, Inspection.status)
    failed = found[FAILED]
    note = f"{failed} 次不合格等待处理" if failed else "没有待处理的不合格"
    link = f"inspections/list?status={FAILED if failed else OPEN}"
    return Figure("检验中", str(found[OPEN]), "fa-clipboard-check", note, link, waits=failed > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(finding.READ, _waiting), owner="qc", order=31)
    AUDIT_WORDS.provide(WORDS, owner="qc")


def body_of(schema: type[B], **values: object) -> B:
    """Raises ActionFailed."""
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def _plan_choices(_: Request) -> list[tuple[str, str]]:
    return [(name, f"{KINDS[plan.kind]} · {plan.label}") for name, plan in QcSettings.load().plans.items()]


def _result(result: Any) -> str:  # noqa: ANN401  # a result
    if result.good is None:
        return "—"
    if result.kind == MEASURE:
        return f"{result.value:g} {result.unit}".strip()
    return "是" if result.good else "否"


class InspectionView(View):
    read = finding.READ
    acts = finding.PERMISSIONS
    narrowings = (
        Narrowing("status", "状态", LABELS, lambda chosen: Inspection.status == chosen),
        Narrowing("kind", "类别", KINDS, lambda chosen: Inspection.kind == chosen),
    )
    menu_label = "检验"
    display_name = "检验"
    key = "inspections"
    icon = "fa fa-clipboard-check"
    place = 31
    named_by = "number"
    detail_template = "qc/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("number", label="检验单号", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        told("plan_words", "方案", lambda row: f"{KINDS[row.kind]} · {row.plan_label}", **SHOWN_ONLY),
        StringField("item", label="品名", **SHOWN_ONLY),
        StringField("lot", label="批号", **SHOWN_ONLY),
        told("who", "检验人", lambda row: row.who, **SHOWN_ONLY),
        moment_field("created_at", "开始时间", **SHOWN_ONLY),
        EnumField("plan", label="检验方案", choices_loader=_plan_choices, required=True, **FORM_ONLY),
        StringField("batch", label="批号", required=True, maxlength=40, **FORM_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("number", "item", "lot")
    search_hint = "搜索检验单号、品名或批号"
    sortable_fields = ("created_at",)
    row_actions = ("view", "record", "photo", "judge", "concede", "repeat", "cancel")

    def __init__(self) -> None:
        super().__init__(Inspection)

    def can_create(self, request: Request) -> bool:
        return self.may(request, finding.INSPECT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        known = await queries.names(session)
        for row in rows:
            row.who = known.get(row.inspector_id, "—")
            row.conceder = known.get(row.conceded_by, "")
            row.shots = [picture_src(picture.name) for picture in row.pictures]
            for result in row.results:
                result.limits, result.shown = forms.limits(result), _result(result)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                batch = await by_number(session, (data["batch"] or "").strip())
                opened = await opening.open_for_batch(
                    session, staff_of_request(request).actor, data["plan"] or "", batch.id
                )
        except AppError as error:
            raise at("batch", error) from error
        return await self.find_by_pk(request, opened)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Inspection) -> bool:
        fits = name == "view" or obj.status == finding.WHEN[name]
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("record", "填结果", confirmation="没有做的留空。", submit_btn_text="保存", form=forms.results)
    async def record(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        async with acting(request) as session:
            inspection = await finding.in_hand(session, int(pk))
            for result in inspection.results:
                if text := str(given.get(f"r{result.position}") or ""):
                    said = {"value": text} if result.kind == MEASURE else {"good": text == "yes"}
                    await inspecting.record(session, int(pk), result.position, body_of(ResultIn, **said))

    @row_action("photo", "照片", confirmation="上传检验现场的照片。", submit_btn_text="上传", form=forms.PHOTO)
    async def photo(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        file = (await request.form()).get("file")
        with refusing():
            if not isinstance(file, UploadFile):
                raise PictureInvalid
            name = await store_picture(await read_upload(file), personal=True)
        async with acting(request) as session:
            await inspecting.photograph(session, staff_of_request(request).actor, int(pk), name)

    @row_action("judge", "判定", confirmation="按结果判定，之后不能再改。", submit_btn_text="判定", form=forms.NOTE)
    async def judge(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = body_of(JudgeIn, note=(await request.form()).get("note") or "")
        async with acting(request) as session:
            await inspecting.judge(session, staff_of_request(request).actor, int(pk), body.note)

    @row_action("concede", "让步接收", confirmation="不合格仍然使用？", submit_btn_text="让步接收", form=forms.WHY)
    async def concede(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = await _reason(request)
        async with acting(request) as session:
            await inspecting.concede(session, staff_of_request(request).actor, int(pk), reason)

    @row_action("repeat", "复检", confirmation="按同一方案再检一次？", submit_btn_text="复检")
    async def repeat(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await opening.repeat(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "cancel",
        "取消",
        confirmation="不做这次检验？",
        submit_btn_text="取消检验",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = await _reason(request)
        async with acting(request) as session:
            await inspecting.cancel(session, staff_of_request(request).actor, int(pk), reason)


async def _reason(request: Request) -> str:
    """Raises ActionFailed."""
    return body_of(ReasonIn, reason=(await request.form()).get("reason") or "").reason
