"""Doctors at the console."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.core.admin import (
    AUDIT_WORDS,
    SHOWN_ONLY,
    View,
    at,
    database_of,
    picture_src,
    read,
    row_field,
    staff_of_request,
    thumbnail,
    told,
)
from app.core.errors import AppError
from app.modules.booking.api import Resource
from app.modules.practitioner import editing
from app.modules.practitioner.models import Practitioner
from app.modules.practitioner.schemas import NewPractitioner, PractitionerIn

READ, EDIT = "practitioner.read", "practitioner.edit"
WORDS = {"practitioner": "医生", "practitioner.add": "登记医生", "practitioner.edit": "修改医生资料"}


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="practitioner")


async def _free(session: AsyncSession) -> Sequence[tuple[int, str]]:
    """What can be booked and is no doctor yet."""
    taken = sa.select(Practitioner.id)
    rows = sa.select(Resource.id, Resource.name).where(Resource.id.not_in(taken)).order_by(Resource.position)
    return [(number, name) for number, name in await session.execute(rows)]


class PractitionerView(View):
    read = READ
    acts = {"edit": EDIT}  # noqa: RUF012  # a constant of the class
    menu_label = "医生"
    display_name = "医生"
    key = "practitioners"
    icon = "fa fa-user-doctor"
    place = 5
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        thumbnail("photo", "照片", lambda row: picture_src(row.resource.picture), exclude_from_edit=True),
        told("name", "姓名", lambda row: row.resource.name, **SHOWN_ONLY),
        row_field("resource_id", "预约项目", _free, help_text="先在“预约项目”里新建并排班", exclude_from_edit=True),
        StringField("title", label="职称", required=True, maxlength=20),
        StringField("department", label="科室", required=True, maxlength=20),
        StringField("licence_no", label="医师执业证书编号", required=True, maxlength=30, help_text="会展示给患者"),
        TextAreaField("introduction", label="简介", maxlength=1000, exclude_from_list=True),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ("department",)
    searchable_fields = ("department", "title")
    search_hint = "搜索科室或职称"
    row_actions = ("view", "edit")

    def __init__(self) -> None:
        super().__init__(Practitioner)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(NewPractitioner, _told(data) | {"resource_id": data["resource_id"]}, whole="resource_id")
        try:
            async with database_of(request).begin() as session:
                made = await editing.add(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("resource_id", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(PractitionerIn, _told(data), whole="title")
        async with database_of(request).begin() as session:
            await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        return await self.find_by_pk(request, pk)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] or "" for name in ("title", "department", "licence_no", "introduction")}
