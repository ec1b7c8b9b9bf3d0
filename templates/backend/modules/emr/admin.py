"""Encounters at the console: opened, written, signed and amended by their doctor, and read for a reason."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import BaseField, IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core.admin import (
    AUDIT_WORDS,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    hidden_field,
    moment_field,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.core.staff.principal import Forbidden
from app.modules.emr import finding, forms, opening, queries, record, signing, writing
from app.modules.emr.models import Encounter
from app.modules.emr.schemas import AmendIn, EncounterDetail, OpenIn, SaveIn
from app.modules.emr.states import CANCELED, LABELS, OPEN, SIGNED
from app.modules.patient.api import REASONS, WHY, Look, look_in, masked_names

_KINDS = {OPEN: "waits", SIGNED: "good", CANCELED: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
WORDS = {
    "emr": "电子病历",
    "encounter": "病历",
    "emr.open": "登记就诊",
    "emr.read": "查看病历",
    "emr.write": "书写病历",
    "emr.sign": "签名病历",
    "emr.amend": "更正病历",
    "emr.cancel": "作废误开的就诊",
}

_WRITES = {"write", "amend"}


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="emr")


async def _doctors(session: AsyncSession) -> list[tuple[int, str]]:
    return [(account.id, account.name) for account in await opening.doctors(session)]


def _revision(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    """What is signed is what was there when the page was made."""
    return f'<form><input type="hidden" name="revision" value="{row.revision}"></form>'


class EncounterView(View):
    read = opening.READ
    acts = {"edit": opening.READ, "sign": finding.SIGN, "cancel": opening.WRITE, "record": finding.PRINT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Encounter.status == chosen),)
    menu_label = "病历"
    display_name = "病历"
    key = "encounters"
    icon = "fa fa-notes-medical"
    place = 21
    named_by = "number"
    detail_template = "emr/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("number", label="病历号", **SHOWN_ONLY),
        told("who", "患者", lambda row: row.patient, **SHOWN_ONLY),
        told("doctor", "接诊医生", lambda row: row.doctor, **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        moment_field("opened_at", "就诊时间", **SHOWN_ONLY),
        moment_field("signed_at", "签名时间", exclude_from_list=True, **SHOWN_ONLY),
        IntegerField("patient_id", label="就诊号", required=True, exclude_from_list=True, exclude_from_edit=True),
        row_field("doctor_id", "接诊医生", _doctors, required=True, exclude_from_edit=True),
        hidden_field("base", exclude_from_create=True),
        *forms.fields(),
    ]
    form_layout = forms.LAYOUT
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("opened_at",)
    searchable_fields = ("number",)
    search_hint = "搜索病历号"
    row_actions = ("view", "edit", "sign", "record", "cancel")

    def __init__(self) -> None:
        super().__init__(Encounter)

    def can_create(self, request: Request) -> bool:
        return self.may(request, opening.OPENS)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, opening.WRITE) or self.may(request, finding.SIGN)

    def is_accessible(self, request: Request) -> bool:
        """Reception opens what it may not read."""
        return self.may(request, opening.READ) or self.may(request, opening.OPENS)

    def can_view_detail(self, request: Request) -> bool:
        return self.may(request, opening.READ)

    def can_access_field(self, request: Request, field: BaseField, action: RequestAction | None = None) -> bool:
        """Only an amendment has to say why."""
        needed = field.name != "why" or getattr(request.state, "amends", False)
        return needed and super().can_access_field(request, field, action)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return super().get_list_query(request).where(_listed(request))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(_listed(request))

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        query: sa.Select[Any] = super().get_detail_query(request)
        return query.where(_listed(request))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        patients = await masked_names(session, [row.patient_id for row in rows])
        doctors = await queries.doctors_of(session, rows)
        revisions = await finding.revisions(session, [row.id for row in rows])
        for row in rows:
            row.patient, row.doctor = patients[row.patient_id], doctors[row.doctor_id]
            row.revision = revisions.get(row.id, 0)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """Nothing of a record is shown before it is said why; who writes it has said so by writing."""
        row = await super().find_by_pk(request, pk)
        if row is None:
            return None
        if request.state.action is RequestAction.DETAIL:
            row.reasons, row.why, row.parts = REASONS, look_in(request.query_params), record.chart_in_words
            row.read = await _read(request, row.id, row.why) if row.why else None
        if request.state.action is RequestAction.EDIT:
            if not _WRITES & set(finding.can(row, staff_of_request(request))):
                return None
            await _to_write(request, row)
        return row

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(OpenIn, {name: data.get(name) for name in ("patient_id", "doctor_id")}, whole="patient_id")
        try:
            async with database_of(request).begin() as session:
                opened = await opening.open_by(session, staff_of_request(request), body)
        except AppError as error:
            raise at("patient_id", error) from error
        return await self.find_by_pk(request, opened)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """The draft is saved; of what is signed another version is signed."""
        chart, base = forms.chart_in(data), int(data.get("base") or 0)
        staff, why = staff_of_request(request), (data.get("why") or "").strip()
        try:
            async with database_of(request).begin() as session:
                encounter = await finding.his_own(session, staff, int(pk))
                if encounter.status == SIGNED:
                    _check_may(request, finding.SIGN)
                    body = read(AmendIn, {"version": base, "why": why, "chart": chart}, whole="why")
                    await writing.amend(session, staff, encounter.id, body)
                else:
                    _check_may(request, opening.WRITE)
                    await writing.save(session, staff, encounter.id, SaveIn(revision=base, chart=chart))
        except AppError as error:
            raise at("base", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Encounter) -> bool:
        can = finding.can(obj, staff_of_request(request))
        fits = {
            "edit": bool(_WRITES & set(can)),
            "sign": "sign" in can,
            "cancel": "cancel" in can,
            "record": obj.status == SIGNED,
        }.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "sign",
        "签名",
        confirmation="签名后不能修改，需要更正只能另出一版。确认签名？",
        submit_btn_text="签名",
        form=_revision,
    )
    async def sign(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        seen = str((await request.form()).get("revision") or "")
        async with acting(request) as session:
            await writing.sign(session, staff_of_request(request), int(pk), int(seen) if seen.isdecimal() else 0)

    @row_action(
        "cancel",
        "作废",
        confirmation="误开的就诊可以作废，已写的内容会删除。",
        submit_btn_text="作废",
        submit_btn_class="btn btn-danger",
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await writing.cancel(session, staff_of_request(request), int(pk))

    @row_action("record", "打印", confirmation="打印门诊病历", submit_btn_text="打印", form=WHY, custom_response=True)
    async def record(self, request: Request, pk: Any) -> Response:  # noqa: ANN401  # the library's
        why = look_in(await request.form())
        if why is None:
            raise ActionFailed("请写明原因")
        shown = await _read(request, int(pk), why)
        signed = [version for version in shown.record if version.signed_at is not None]
        return await record.answer(record.Paper(shown.number, shown.name, shown.about, shown.doctor, signed))


def _listed(request: Request) -> sa.ColumnElement[bool]:
    return finding.in_use(staff_of_request(request), opening.READ, opening.OPENS)


def _check_may(request: Request, permission: str) -> None:
    """Raises Forbidden."""
    if not staff_of_request(request).can(permission):
        raise Forbidden(permission=permission)


async def _read(request: Request, encounter_id: int, why: Look) -> EncounterDetail:
    """The record, and the look on record."""
    async with acting(request) as session:
        return await queries.read(session, staff_of_request(request), encounter_id, why)


async def _to_write(request: Request, row: Any) -> None:  # noqa: ANN401  # with what the form's boxes hold
    """What its doctor is about to write on: the newest version, which he thereby reads."""
    staff = staff_of_request(request)
    async with acting(request) as session:
        encounter = await finding.his_own(session, staff, row.id)
        newest = (await finding.versions(session, encounter))[-1]
        if request.method == "GET":
            await finding.note(session, staff, encounter.id, Look(reason="treatment"))
    request.state.amends = newest.signed_at is not None
    row.base, row.why = newest.number if newest.signed_at else newest.revision, ""
    for name, value in forms.filled(signing.chart_of(newest)).items():
        setattr(row, name, value)
