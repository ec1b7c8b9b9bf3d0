"""Suppliers' people at the console: invited to bind their phones, and revoked."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.flash import flash

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    moment_field,
    moment_text,
    read,
    row_field,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.modules.supplier import contacts, queries
from app.modules.supplier.admin import EDIT, READ
from app.modules.supplier.models import Contact, Supplier
from app.modules.supplier.schemas import ContactIn

STANDINGS = {"bound": "已绑定", "waits": "未绑定", "revoked": "已停用"}


def standing(contact: Contact) -> str:
    return "revoked" if contact.revoked_at else "bound" if contact.user_id else "waits"


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    gone = Contact.revoked_at.is_not(None)
    if chosen == "revoked":
        return gone
    bound = Contact.user_id.is_not(None) if chosen == "bound" else Contact.user_id.is_(None)
    return sa.and_(sa.not_(gone), bound)


async def _suppliers(session: AsyncSession) -> list[tuple[int, str]]:
    rows = await session.execute(sa.select(Supplier.id, Supplier.name).order_by(Supplier.name))
    return [(row.id, row.name) for row in rows]


class ContactView(View):
    read = READ
    acts = {"invite": EDIT, "revoke": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("standing", "状态", STANDINGS, _narrowed),)
    menu_label = "供应商联系人"
    display_name = "供应商联系人"
    key = "supplier-contacts"
    icon = "fa fa-address-book"
    place = 31
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True, **SHOWN_ONLY),
        told("supplier", "供应商", lambda row: row.supplier, **SHOWN_ONLY),
        row_field("supplier_id", "供应商", _suppliers, required=True),
        told("shown", "姓名", lambda row: row.shown.name, **SHOWN_ONLY),
        StringField("person", label="姓名", required=True, maxlength=20, **FORM_ONLY),
        told("number", "电话", lambda row: row.shown.phone or "—", **SHOWN_ONLY),
        StringField("phone_in", label="电话", maxlength=20, **FORM_ONLY),
        StringField("title", label="职务", maxlength=20),
        told("bound", "微信", lambda row: STANDINGS[standing(row)], **SHOWN_ONLY),
        moment_field("bound_at", "绑定时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("title",)
    search_hint = "搜索职务"
    sortable_fields = ()
    row_actions = ("view", "invite", "revoke")

    def __init__(self) -> None:
        super().__init__(Contact)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await queries.names(session, [row.supplier_id for row in rows])
        for row in rows:
            row.supplier, row.shown = names[row.supplier_id], queries.contact_out(row, masked=True)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        values = {"name": data["person"] or "", "phone": data.get("phone_in") or "", "title": data.get("title") or ""}
        body = read(ContactIn, values, whole="person")
        try:
            async with database_of(request).begin() as session:
                made = await contacts.add(session, staff_of_request(request).actor, int(data["supplier_id"] or 0), body)
        except AppError as error:
            raise at("supplier_id", error) from error
        return await self.find_by_pk(request, made.id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Contact) -> bool:
        fits = {"invite": standing(obj) == "waits", "revoke": obj.revoked_at is None}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("invite", "邀请", confirmation="生成新的邀请码，之前的作废。", submit_btn_text="生成")
    async def invite(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            code, until = await contacts.invite(session, staff_of_request(request).actor, int(pk))
        flash(request, f"邀请码：{code}（只显示这一次，{moment_text(until)} 前有效）", "success")

    @row_action(
        "revoke",
        "停用",
        confirmation="停用后他不能再用手机查看和报价。",
        submit_btn_text="停用",
        submit_btn_class="btn btn-danger",
    )
    async def revoke(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await contacts.revoke(session, staff_of_request(request).actor, int(pk))
