"""Categories: two levels, in the order that customers see."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from starlette.requests import Request
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    PictureField,
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
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.catalog import categories, repository
from app.modules.catalog.admin.common import EDIT, READ, UPLOAD
from app.modules.catalog.errors import CodeTaken, ParentInvalid
from app.modules.catalog.models import Category, Spu
from app.modules.catalog.schemas import CategoryIn, NewCategory

_FIELDS = {CodeTaken: "code", ParentInvalid: "parent_id"}


async def _tops(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return [(row.id, row.name) for row in await repository.categories(session) if row.parent_id is None]


class CategoryView(View):
    read = READ
    menu_label = "分类"
    display_name = "分类"
    key = "categories"
    icon = "fa fa-layer-group"
    place = 21
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        thumbnail("picture", "图标", lambda row: picture_src(row.icon), exclude_from_edit=True),
        told("path", "名称", lambda row: row.path, exclude_from_edit=True),
        row_field("parent_id", "上级分类", _tops, exclude_from_edit=True, help_text="不选则为一级分类；保存后不能更改"),
        StringField("name", label="名称", maxlength=20, required=True, **FORM_ONLY),
        PictureField("icon", label="图标", upload=UPLOAD, **FORM_ONLY),
        StringField("code", label="编码", maxlength=40, help_text="商家自己的简短编码，可不填"),
        IntegerField("position", label="排序", default=0, help_text="数字小的排在前面"),
        told("products", "商品数", lambda row: str(row.products), exclude_from_edit=True),
    ]
    sortable_fields = ()
    searchable_fields = ("name", "code")
    search_hint = "搜索名称或编码"
    row_actions = ("view", "edit")

    def __init__(self) -> None:
        super().__init__(Category)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        """Each category followed by those below it."""
        top = aliased(Category)
        above = sa.func.coalesce(top.position, Category.position)
        order = (above, sa.func.coalesce(top.id, Category.id), Category.parent_id.is_not(None), Category.position)
        query = super().get_list_query(request).outerjoin(top, top.id == Category.parent_id)
        return query.order_by(*order, Category.id)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = {row.id: row.name for row in await repository.categories(session)}
        counts = await count_by(session, Spu.category_id)
        for row in rows:
            row.path = f"{names[row.parent_id]} › {row.name}" if row.parent_id else row.name
            row.products = counts[row.id]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(NewCategory, _body(data) | {"parent_id": data["parent_id"]}, whole="name")
        try:
            async with database_of(request).begin() as session:
                made = await categories.create_category(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "name"), error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(CategoryIn, _body(data), whole="name")
        try:
            async with database_of(request).begin() as session:
                await categories.update_category(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "name"), error) from error
        return await self.find_by_pk(request, pk)


def _body(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": data["name"] or "",
        "code": data["code"] or None,
        "icon": data["icon"],
        "position": data["position"] or 0,
    }
