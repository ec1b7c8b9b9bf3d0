"""Patients at the console: masked in the list, and opened only for a reason, which goes on record."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField
from starlette_admin.types import RequestAction

from app.core.admin import AUDIT_WORDS, View, acting, first_problem, moment_field, staff_of_request, told
from app.modules.patient import queries, reading
from app.modules.patient.forms import CORRECT, REASONS, look_in
from app.modules.patient.models import Patient
from app.modules.patient.persons import DOCUMENTS, RELATIONS, SEXES
from app.modules.patient.schemas import CorrectIn

WORDS = {
    "patient": "就诊人",
    "patient.read": "查看就诊人",
    "patient.health": "查看过敏史与既往史",
    "patient.reveal": "查看就诊人完整身份",
    "patient.correct": "更正就诊人姓名或证件号",
    "patient.erase": "删除期满的就诊人",
    "patient.erase_due": "删除期满的就诊人",
    "note": "说明",
    **REASONS,
}
PARTS = {reading.READ: "基本信息（脱敏）", reading.HEALTH: "过敏史与既往史", reading.REVEAL: "完整身份信息"}
"""What can be looked at, by the permission that it takes."""


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="patient")


class PatientView(View):
    read = reading.READ
    acts = {"correct": reading.CORRECT}  # noqa: RUF012  # a constant of the class
    menu_label = "就诊人"
    display_name = "就诊人"
    key = "patients"
    icon = "fa fa-hospital-user"
    place = 20
    detail_template = "patient/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="就诊号"),
        told("shown_name", "姓名", lambda row: row.shown.name),
        told("about", "性别与年龄", lambda row: f"{SEXES[row.shown.sex]} · {row.shown.age} 岁"),
        told("shown_phone", "手机号", lambda row: row.shown.phone),
        told("shown_number", "证件", lambda row: f"{DOCUMENTS[row.shown.document]} {row.shown.id_number}"),
        told("kin", "与账号关系", lambda row: RELATIONS[row.shown.relation]),
        moment_field("created_at", "添加时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("id", "created_at")
    searchable_fields = ()
    search_hint = "完整姓名、手机或证件号"
    row_actions = ("view", "correct")

    def __init__(self) -> None:
        super().__init__(Patient)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return reading.matches(term)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return super().get_list_query(request).where(reading.visible(staff_of_request(request)))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return super().get_count_query(request).where(reading.visible(staff_of_request(request)))

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        query: sa.Select[Any] = super().get_detail_query(request)
        return query.where(reading.visible(staff_of_request(request)))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        for row, shown in zip(rows, await queries.for_staff(session, rows), strict=True):
            row.shown = shown

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """Nothing is shown of somebody before it is said why, and that is on record."""
        row = await super().find_by_pk(request, pk)
        if row is None or request.state.action is not RequestAction.DETAIL:
            return row
        staff = staff_of_request(request)
        row.parts = [(part, words) for part, words in PARTS.items() if staff.can(part)]
        row.reasons, row.why = REASONS, look_in(request.query_params)
        part = request.query_params.get("part", reading.READ)
        if row.why is not None and part in dict(row.parts):
            async with acting(request) as session:
                patient = await reading.look(session, staff, row.id, row.why, part)
                row.full = await queries.revealed(session, patient) if part == reading.REVEAL else None
                row.health = queries.health(patient) if part == reading.HEALTH else None
            row.part = PARTS[part]
        return row

    @row_action(
        "correct", "更正", confirmation="核对证件原件后更正，留空的不改。", submit_btn_text="更正", form=CORRECT
    )
    async def correct(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        try:
            new = {"name": given.get("new_name") or None, "id_number": given.get("new_number") or None}
            body = CorrectIn.model_validate({**new, **{name: given.get(name) or "" for name in ("reason", "note")}})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await reading.correct(session, staff_of_request(request), int(pk), body)
