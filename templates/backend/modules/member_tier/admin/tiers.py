"""Tiers: from how much growth on, and what they bring."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    View,
    acting,
    at,
    database_of,
    lines,
    read,
    row_field,
    staff_of_request,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.catalog.api import category_tree
from app.modules.member_tier import editing
from app.modules.member_tier.errors import CategoriesInvalid, FirstTier
from app.modules.member_tier.models import Member, Tier
from app.modules.member_tier.schemas import TierIn

READ, EDIT = "member_tier.read", "member_tier.edit"

_FIELDS = {CategoriesInvalid: "category_ids", FirstTier: "growth"}


async def _categories(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return [(row.id, ("　└ " if row.parent_id else "") + row.name) for row in await category_tree(session)]


def _price(tier: Tier) -> str:
    return "原价" if tier.price_percent == 100 else f"{tier.price_percent / 10:g} 折"


class TierView(View):
    read = READ
    acts = {"remove": EDIT}  # noqa: RUF012  # a constant of the class
    menu_label = "会员等级"
    display_name = "会员等级"
    key = "member-tiers"
    icon = "fa fa-crown"
    place = 54
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=12),
        IntegerField("growth", label="所需成长值", required=True, help_text="第一级为 0，所有顾客都有"),
        told("price", "会员价", _price, exclude_from_edit=True),
        IntegerField(
            "price_percent",
            label="会员价（%）",
            default=100,
            required=True,
            help_text="95 即 9.5 折，100 为原价",
            **FORM_ONLY,
        ),
        IntegerField(
            "points_percent",
            label="积分倍数（%）",
            default=100,
            required=True,
            help_text="150 即 1.5 倍，100 为平常；没有积分功能则不起作用",
        ),
        row_field(
            "category_ids", "会员价适用分类", _categories, multiple=True, help_text="不选则全部商品适用；包括其下级分类"
        ),
        told("where", "会员价适用", lambda tier: tier.where, exclude_from_edit=True),
        TextAreaField(
            "benefits_text", label="其他权益", rows=4, help_text="每行一条，如“专属客服”，最多 10 条", **FORM_ONLY
        ),
        told("shown_benefits", "其他权益", lambda tier: lines(tier.benefits), exclude_from_edit=True),
        told("held", "会员数", lambda tier: tier.held, exclude_from_edit=True),
    ]
    fields_default_sort = ("growth",)
    sortable_fields = ("growth",)
    searchable_fields = ("name",)
    search_hint = "搜索名称"
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Tier)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = {row.id: row.name for row in await category_tree(session)}
        counts = await count_by(session, Member.tier_id)
        for row in rows:
            row.where = "、".join(names[one] for one in row.category_ids) or "全部商品"
            row.benefits_text = "\n".join(row.benefits)
            row.held = str(counts[row.id]) if row.growth else "其余所有顾客"

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await editing.create_tier(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "name"), error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await editing.update_tier(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "name"), error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Tier) -> bool:
        fits = obj.growth > 0 if name == "remove" else True
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "remove", "删除", confirmation="确定删除这个等级？", submit_btn_text="删除", submit_btn_class="btn btn-danger"
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.delete_tier(session, staff_of_request(request).actor, int(pk))


def _body(data: dict[str, Any]) -> TierIn:
    """Raises FormValidationError."""
    said = (line.strip() for line in (data["benefits_text"] or "").splitlines())
    values = {
        "name": data["name"] or "",
        **{name: data[name] for name in ("growth", "price_percent", "points_percent")},
        "benefits": [line for line in said if line],
        "category_ids": data["category_ids"] or [],
    }
    try:
        return read(TierIn, values, whole="name")
    except FormValidationError as error:
        problems = dict(error.errors)
        if "benefits" in problems:
            del problems["benefits"]
            problems["benefits_text"] = "最多 10 条，每条最多 30 个字"
        raise FormValidationError(problems) from error
