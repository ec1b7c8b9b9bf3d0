"""What is given away: terms, limits, exchange codes."""

from collections.abc import Sequence
from html import escape
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import DateField, EnumField, IntegerField, StringField

from app.contracts.marketing import BIRTHDAYS, NoBirthdays
from app.core import clock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    first_problem,
    moment_text,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.catalog.api import category_tree, spu_names
from app.modules.coupon import codes, editing, scope
from app.modules.coupon.admin.form import body_of, filled
from app.modules.coupon.models import Coupon, CouponCode, CouponTemplate
from app.modules.coupon.schemas import CodesIn, LimitsIn
from app.modules.coupon.states import DRAFT, ISSUING, STOPPED, TEMPLATE_LABELS, USED
from app.modules.coupon.terms import worth_text

READ, EDIT, ISSUE = "coupon.read", "coupon.edit", "coupon.issue"
SHOWN_CODES = 100

CLAIM_BY = {"button": "顾客自行领取", "code": "凭兑换码", "birthday": "生日赠送"}
_KINDS = {DRAFT: "waits", ISSUING: "good", STOPPED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in TEMPLATE_LABELS.items()}

_CODES_FORM = (
    '<form><label class="form-label mt-2">生成几个'
    '<input class="form-control" name="count" inputmode="numeric" value="1" required></label>'
    '<label class="form-label">每个可以用几次'
    '<input class="form-control" name="uses" inputmode="numeric" value="1" required></label></form>'
)


async def _spus(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return list((await spu_names(session)).items())


async def _categories(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return [(row.id, ("　└ " if row.parent_id else "") + row.name) for row in await category_tree(session)]


def _ways(_: Request) -> Sequence[tuple[str, str]]:
    """Without birthdays where nobody knows them."""
    told_of = BIRTHDAYS.one(NoBirthdays()).told
    return [(way, words) for way, words in CLAIM_BY.items() if told_of or way != "birthday"]


def _validity(row: CouponTemplate) -> str:
    if row.valid_from is None or row.valid_until is None:
        return f"领取后 {row.valid_days} 天内"
    return f"{moment_text(row.valid_from)} 至 {moment_text(row.valid_until)}"


def _limits_form(_: Request, row: CouponTemplate) -> str:
    total = row.total_limit or ""
    return (
        '<form><label class="form-label mt-2">名称'
        f'<input class="form-control" name="name" maxlength="30" value="{escape(row.name)}" required></label>'
        '<label class="form-label">发放总量（不填则不限）'
        f'<input class="form-control" name="total_limit" inputmode="numeric" value="{total}"></label>'
        '<label class="form-label">每人限领'
        f'<input class="form-control" name="per_user_limit" inputmode="numeric" value="{row.per_user_limit}" required>'
        "</label></form>"
    )


def _read(schema: type[BaseModel], values: dict[str, Any]) -> Any:  # noqa: ANN401  # the schema's own type
    """Raises ActionFailed."""
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


class TemplateView(View):
    read = READ
    acts = {"edit": EDIT, "limits": EDIT, "issue": ISSUE, "stop": ISSUE, "make_codes": ISSUE}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", TEMPLATE_LABELS, lambda chosen: CouponTemplate.status == chosen),)
    menu_label = "优惠券"
    display_name = "优惠券"
    key = "coupon-templates"
    icon = "fa fa-ticket"
    place = 60
    named_by = "name"
    detail_template = "coupon/template.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=30, help_text="顾客看到的名字，如“新人见面礼”"),
        told("worth", "优惠", worth_text, exclude_from_edit=True),
        StringField("amount", label="减免金额（元）", help_text="满减券填写这一项；折扣券不填", **FORM_ONLY),
        StringField("fold", label="折扣（折）", help_text="折扣券填写这一项，如 8.5；满减券不填", **FORM_ONLY),
        StringField("cap", label="最高优惠（元）", help_text="只用于折扣券，不填则不封顶", **FORM_ONLY),
        StringField("threshold", label="使用门槛（元）", help_text="适用商品满多少元可用，不填则无门槛", **FORM_ONLY),
        row_field("spu_ids", "适用商品", _spus, multiple=True, help_text="商品与分类都不选，则全部商品可用"),
        row_field("category_ids", "适用分类", _categories, multiple=True, help_text="包括其下级分类"),
        told("where", "适用范围", lambda row: row.where, exclude_from_edit=True),
        EnumField("claim_by", label="领取方式", choices_loader=_ways, default="button", required=True),
        IntegerField("total_limit", label="发放总量", help_text="不填则不限"),
        IntegerField("per_user_limit", label="每人限领", default=1, required=True),
        told("claimed", "已领取", lambda row: str(row.claimed), exclude_from_edit=True),
        told("validity", "有效期", _validity, exclude_from_edit=True),
        DateField("from_day", label="开始日期", help_text="与“领取后几天”二选一", **FORM_ONLY),
        DateField("until_day", label="结束日期", help_text="含当天", **FORM_ONLY),
        IntegerField("valid_days", label="领取后几天内有效", **FORM_ONLY),
        state_field("status", "状态", STATES, exclude_from_edit=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("total_limit",)
    searchable_fields = ("name",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "limits", "issue", "stop", "make_codes")

    def __init__(self) -> None:
        super().__init__(CouponTemplate)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        texts = await scope.texts(session, rows)
        for row in rows:
            row.where = texts[row.id]
            for name, value in filled(row).items():
                setattr(row, name, value)
        if len(rows) == 1:
            await _with_codes(session, rows[0])

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        row = await super().find_by_pk(request, pk)
        if row is not None:
            row.codes_shown = self.may(request, ISSUE)
        return row

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A draft."""
        body = body_of(data)
        try:
            async with database_of(request).begin() as session:
                made = await editing.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("spu_ids", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = body_of(data)
        try:
            async with database_of(request).begin() as session:
                await editing.edit(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("name", error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: CouponTemplate) -> bool:
        over = obj.valid_until is not None and obj.valid_until <= clock.now()
        fits = {
            "edit": obj.status == DRAFT,
            "limits": obj.status != DRAFT,
            "issue": obj.status != ISSUING and not over,
            "stop": obj.status == ISSUING,
            "make_codes": obj.claim_by == "code",
        }
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action("limits", "限量", confirmation="已领取的券不受影响。", submit_btn_text="保存", form=_limits_form)
    async def limits(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        values = {name: given.get(name) or "" for name in ("name", "per_user_limit")}
        body = _read(LimitsIn, values | {"total_limit": given.get("total_limit") or None})
        async with acting(request) as session:
            await editing.set_limits(session, staff_of_request(request).actor, int(pk), body)

    @row_action("issue", "发放", confirmation="发放后面额和规则不能再修改，确定开始发放？", submit_btn_text="开始发放")
    async def issue(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.issue(session, staff_of_request(request).actor, int(pk))

    @row_action("stop", "停发", confirmation="停发后顾客不能再领取，已领取的仍可使用。", submit_btn_text="停止发放")
    async def stop(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.stop(session, staff_of_request(request).actor, int(pk))

    @row_action("make_codes", "兑换码", confirmation="生成后在详情页查看。", submit_btn_text="生成", form=_CODES_FORM)
    async def make_codes(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = _read(CodesIn, {name: given.get(name) or "" for name in ("count", "uses")})
        async with acting(request) as session:
            await codes.make(session, staff_of_request(request).actor, int(pk), body)


async def _with_codes(session: AsyncSession, row: Any) -> None:  # noqa: ANN401  # a row of the view
    """The latest codes, and how many coupons have been used."""
    query = codes.of(row.id).order_by(CouponCode.id.desc()).limit(SHOWN_CODES)
    row.codes = (await session.scalars(query)).all()
    used = sa.and_(Coupon.template_id == row.id, Coupon.status == USED)
    row.used = await session.scalar(sa.select(sa.func.count()).select_from(Coupon).where(used)) or 0
