"""Suppliers at the console."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core.admin import (
    AUDIT_WORDS,
    FORM_ONLY,
    SHOWN_ONLY,
    ExcelExporter,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    lines,
    moment_field,
    read,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.supplier import keeping, queries
from app.modules.supplier.models import Supplier
from app.modules.supplier.schemas import SupplierIn
from app.modules.supplier.states import ACTIVE, BLOCKED, LABELS, SUPPLIER, SUSPENDED

READ, EDIT, BLOCK, EXPORT = "supplier.read", "supplier.edit", "supplier.block", "supplier.export"
_KINDS = {ACTIVE: "good", SUSPENDED: "waits", BLOCKED: "bad"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
WORDS = {
    "supplier": "供应商",
    "supplier.create": "登记供应商",
    "supplier.edit": "修改供应商",
    "supplier.suspend": "暂停供应商",
    "supplier.block": "拉黑供应商",
    "supplier.activate": "恢复供应商",
    "supplier.reveal": "查看供应商完整信息",
    "supplier_contact": "供应商联系人",
    "supplier_contact.create": "新增供应商联系人",
    "supplier_contact.invite": "邀请供应商联系人",
    "supplier_contact.revoke": "停用供应商联系人",
}
_WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)


def contribute() -> None:
    """Words for the audit."""
    AUDIT_WORDS.provide(WORDS, owner="supplier")


class SupplierView(View):
    read = READ
    acts = {"edit": EDIT, "suspend": BLOCK, "block": BLOCK, "activate": BLOCK}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Supplier.status == chosen),)
    menu_label = "供应商"
    display_name = "供应商"
    key = "suppliers"
    icon = "fa fa-industry"
    place = 30
    named_by = "name"
    exporters = (ExcelExporter(),)
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("code", label="编号", required=True, maxlength=20),
        StringField("name", label="名称", required=True, maxlength=60),
        StringField("credit_code", label="统一社会信用代码", required=True, maxlength=24),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        told("kinds", "品类", lambda row: lines(row.categories), **SHOWN_ONLY),
        StringField("kinds_in", label="品类", maxlength=200, help_text="用逗号隔开，如 轴承、钢材", **FORM_ONLY),
        StringField("address", label="地址", maxlength=120, exclude_from_list=True),
        StringField("bank_name", label="开户行", maxlength=60, exclude_from_list=True),
        told("account", "银行账号", lambda row: row.account or "—", exclude_from_list=True, **SHOWN_ONLY),
        StringField("account_in", label="银行账号", maxlength=32, help_text="留空则不改动", **FORM_ONLY),
        told("people", "联系人", lambda row: row.people, exclude_from_list=True, **SHOWN_ONLY),
        StringField("reason", label="暂停或拉黑的原因", exclude_from_list=True, **SHOWN_ONLY),
        moment_field("created_at", "登记时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("code",)
    searchable_fields = ("code", "name", "credit_code")
    search_hint = "搜索编号、名称或信用代码"
    sortable_fields = ("code", "name")
    row_actions = ("view", "edit", "suspend", "block", "activate")

    def __init__(self) -> None:
        super().__init__(Supplier)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_export(self, request: Request) -> bool:
        return self.may(request, EXPORT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        for row in rows:
            row.account, row.people = queries.account_text(row, masked=True), ""
            row.kinds_in, row.account_in = "、".join(row.categories), ""
        for row in rows if len(rows) == 1 else ():
            _tell(row, await queries.people_of(session, row.id), masked=True)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """In full for those who hold `personal.reveal`; each such look is on record."""
        row = await super().find_by_pk(request, pk)
        staff = staff_of_request(request)
        if row is None or request.state.action is not RequestAction.DETAIL or not staff.can(queries.REVEAL):
            return row
        async with acting(request) as session:
            await queries.note_look(session, staff, row.id)
            _tell(row, await queries.people_of(session, row.id), masked=False)
        return row

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await keeping.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await keeping.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("code", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Supplier) -> bool:
        fits = name not in keeping.MOVES or SUPPLIER.allows(obj.status, keeping.MOVES[name])
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "suspend", "暂停", confirmation="暂停后不再邀请它报价，已经谈定的照常。", submit_btn_text="暂停", form=_WHY
    )
    async def suspend(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._stand(request, pk, "suspend")

    @row_action(
        "block",
        "拉黑",
        confirmation="拉黑后它什么也不能办。",
        submit_btn_text="拉黑",
        submit_btn_class="btn btn-danger",
        form=_WHY,
    )
    async def block(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._stand(request, pk, "block")

    @row_action("activate", "恢复", confirmation="恢复与它的合作？", submit_btn_text="恢复")
    async def activate(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await keeping.set_standing(session, staff_of_request(request).actor, int(pk), "activate", "")

    async def _stand(self, request: Request, pk: Any, action: str) -> None:  # noqa: ANN401  # the library's
        reason = str((await request.form()).get("reason") or "").strip()[:200]
        if not reason:
            raise ActionFailed("请填写原因")
        async with acting(request) as session:
            await keeping.set_standing(session, staff_of_request(request).actor, int(pk), action, reason)


def _tell(row: Any, people: Sequence[Any], *, masked: bool) -> None:  # noqa: ANN401  # with what the page tells besides
    row.account = queries.account_text(row, masked=masked)
    shown = [queries.contact_out(one, masked=masked) for one in people if one.revoked_at is None]
    row.people = lines([" ".join(part for part in (one.name, one.title, one.phone) if part) for one in shown])


def _body(data: dict[str, Any]) -> SupplierIn:
    """Raises FormValidationError."""
    values = {name: data.get(name) or "" for name in ("code", "name", "credit_code", "address", "bank_name")}
    kinds = (data.get("kinds_in") or "").replace("，", ",").replace("、", ",").split(",")
    values |= {"categories": [kind.strip() for kind in kinds if kind.strip()]}
    return read(SupplierIn, {**values, "bank_account": data.get("account_in") or None}, whole="code")
