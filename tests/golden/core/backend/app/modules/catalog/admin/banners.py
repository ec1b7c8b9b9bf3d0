"""Banners of the home page: a picture, and where it leads."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import BooleanField, IntegerField, StringField

from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    PictureField,
    View,
    acting,
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
from app.modules.catalog import banners
from app.modules.catalog.admin.common import EDIT, READ, UPLOAD, category_choices
from app.modules.catalog.errors import CategoryNotFound, SpuNotFound
from app.modules.catalog.models import Banner, Category, Spu
from app.modules.catalog.schemas import BannerIn

_FIELDS = {SpuNotFound: "spu_id", CategoryNotFound: "category_id"}


async def _spus(session: AsyncSession) -> Sequence[tuple[int, str]]:
    rows = await session.execute(sa.select(Spu.id, Spu.name).where(Spu.on_sale).order_by(Spu.position, Spu.id))
    return [(spu_id, name) for spu_id, name in rows.all()]


class BannerView(View):
    read = READ
    acts = {"remove": EDIT}  # noqa: RUF012  # a constant of the class
    menu_label = "轮播图"
    display_name = "轮播图"
    key = "banners"
    icon = "fa fa-panorama"
    place = 22
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        thumbnail("shown_picture", "图片", lambda row: picture_src(row.picture), exclude_from_edit=True),
        StringField("title", label="标题", required=True, maxlength=30),
        StringField("subtitle", label="副标题", maxlength=60),
        PictureField("picture", label="图片", upload=UPLOAD, **FORM_ONLY),
        told("leads_to", "链接到", lambda row: row.leads_to, exclude_from_edit=True),
        row_field("spu_id", "链接到商品", _spus, help_text="商品与分类只选其一，也可以都不选"),
        row_field("category_id", "链接到分类", category_choices),
        IntegerField("position", label="排序", default=0, help_text="数字小的排在前面"),
        BooleanField("shown", label="展示", default=True),
    ]
    fields_default_sort = ("position",)
    sortable_fields = ("position",)
    searchable_fields = ("title",)
    search_hint = "搜索标题"
    row_actions = ("view", "edit", "remove")

    def __init__(self) -> None:
        super().__init__(Banner)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        for row in rows:
            spu = await session.get(Spu, row.spu_id) if row.spu_id else None
            category = await session.get(Category, row.category_id) if row.category_id else None
            row.leads_to = f"商品：{spu.name}" if spu else f"分类：{category.name}" if category else "—"

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(BannerIn, _body(data), whole="category_id")
        try:
            async with database_of(request).begin() as session:
                made = await banners.create_banner(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "title"), error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(BannerIn, _body(data), whole="category_id")
        try:
            async with database_of(request).begin() as session:
                await banners.update_banner(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELDS.get(type(error), "title"), error) from error
        return await self.find_by_pk(request, pk)

    @row_action(
        "remove", "删除", confirmation="确定删除这张轮播图？", submit_btn_text="删除", submit_btn_class="btn btn-danger"
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await banners.delete_banner(session, staff_of_request(request).actor, int(pk))


def _body(data: dict[str, Any]) -> dict[str, Any]:
    texts = {name: data[name] or "" for name in ("title", "subtitle", "picture")}
    links = {name: data[name] for name in ("spu_id", "category_id")}
    return {**texts, **links, "position": data["position"] or 0, "shown": data["shown"]}
