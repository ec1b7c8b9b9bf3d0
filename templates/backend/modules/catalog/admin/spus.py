"""Products: what they say, their pictures, their SKUs and prices."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField, TextAreaField

from app.contracts.stock import STOCK, UnlimitedStock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    PicturesField,
    View,
    acting,
    database_of,
    first_problem,
    hidden_field,
    picture_src,
    row_field,
    staff_of_request,
    state_field,
    thumbnail,
    told,
)
from app.core.errors import AppError
from app.core.money import yuan_text
from app.modules.catalog import editing, repository, search
from app.modules.catalog.admin.common import EDIT, READ, UPLOAD, category_choices
from app.modules.catalog.admin.spu_form import NOTHING, VariantsField, body_of, fen, refused, variants_of, yuan
from app.modules.catalog.models import Category, Spu
from app.modules.catalog.schemas import PriceIn, SpuEdit, SpuIn


def _price_range(spu: Any) -> str:  # noqa: ANN401  # with what `told_with` added
    prices = [sku.price_fen for sku in spu.skus]
    low, high = min(prices, default=spu.price_fen), max(prices, default=spu.price_fen)
    return yuan_text(low) if low == high else f"{yuan_text(low)} – {yuan_text(high)}"


async def _categories(session: AsyncSession) -> Mapping[str, str]:
    return {str(number): name for number, name in await category_choices(session)}


def _in_category(chosen: str) -> sa.ColumnElement[bool]:
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    below = sa.select(Category.id).where(sa.or_(Category.id == number, Category.parent_id == number))
    return Spu.category_id.in_(below)


def _price_form(_: Request, spu: Any) -> str:  # noqa: ANN401  # with what `told_with` added
    rows = "".join(
        f"<tr><td>{escape(sku.specs_text or sku.code)}</td>"
        f'<td><input class="form-control" name="price_{sku.id}" inputmode="decimal" aria-label="价格"'
        f' value="{yuan(sku.price_fen)}"></td>'
        f'<td><input class="form-control" name="original_{sku.id}" inputmode="decimal" aria-label="原价"'
        f' value="{yuan(sku.original_price_fen)}"></td></tr>'
        for sku in spu.skus
    )
    head = "<tr><th>规格</th><th>价格（元）</th><th>原价（元，可不填）</th></tr>"
    return f'<form><table class="table table-sm mt-2 mb-0"><thead>{head}</thead><tbody>{rows}</tbody></table></form>'


class SpuView(View):
    read = READ
    acts = {"on_sale": EDIT, "off_sale": EDIT, "reprice": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("on_sale", "状态", {"yes": "在售", "no": "已下架"}, lambda chosen: Spu.on_sale == (chosen == "yes")),
        Narrowing("category", "分类", _categories, _in_category),
    )
    menu_label = "商品"
    display_name = "商品"
    key = "products"
    icon = "fa fa-box-open"
    place = 20
    named_by = "name"
    detail_template = "catalog/product.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True, **SHOWN_ONLY),
        hidden_field("version", exclude_from_create=True),
        thumbnail("cover_src", "封面", lambda spu: picture_src(spu.cover), exclude_from_edit=True),
        StringField("name", label="名称", required=True, maxlength=60),
        StringField("subtitle", label="卖点", maxlength=100, exclude_from_list=True),
        told("category", "分类", lambda spu: spu.category, exclude_from_edit=True),
        row_field("category_id", "分类", category_choices, required=True),
        told("prices", "价格", _price_range, exclude_from_edit=True),
        IntegerField("sold_count", label="已售", **SHOWN_ONLY),
        state_field("on_sale", "状态", {True: ("在售", "good"), False: ("已下架", "over")}, exclude_from_edit=True),
        PicturesField(
            "pictures", label="图片", required=True, upload=UPLOAD, help_text="最多 9 张，第一张是封面", **FORM_ONLY
        ),
        VariantsField("variants", label="规格与价格", default=lambda: NOTHING, **FORM_ONLY),
        TextAreaField("description", label="详情", maxlength=20_000, rows=6, exclude_from_list=True),
        StringField("code", label="货号", maxlength=40, exclude_from_list=True, help_text="可不填；不能与其他商品相同"),
        IntegerField("position", label="排序", default=0, exclude_from_list=True, help_text="数字小的排在前面"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("sold_count", "position")
    searchable_fields = ("name",)
    search_hint = "搜索名称、拼音或货号"
    row_actions = ("view", "edit", "reprice", "on_sale", "off_sale")

    def __init__(self) -> None:
        super().__init__(Spu)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        """As customers search, spaces and pinyin included."""
        del request
        return search.found(search.pieces(term))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        skus = await repository.active_skus(session, [row.id for row in rows])
        names = {row.id: row.name for row in await repository.categories(session)}
        available = await STOCK.one(UnlimitedStock()).available(session, [sku.id for sku in skus])
        for row in rows:
            row.skus = [sku for sku in skus if sku.spu_id == row.id]
            row.category = names[row.category_id]
            row.variants = variants_of(row, row.skus)
            row.available = available

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A product that is not on sale yet."""
        body = body_of(SpuIn, data)
        try:
            async with database_of(request).begin() as session:
                made = await editing.create_spu(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise refused(error, body) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """Refused when somebody else has edited it since the form was opened."""
        body = body_of(SpuEdit, data)
        try:
            async with database_of(request).begin() as session:
                await editing.update_spu(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise refused(error, body) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Spu) -> bool:
        fits = {"on_sale": not obj.on_sale, "off_sale": obj.on_sale}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("on_sale", "上架")
    async def put_on_sale(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.set_on_sale(session, staff_of_request(request).actor, int(pk), on_sale=True)

    @row_action("off_sale", "下架", confirmation="下架后顾客不能再购买，确定下架？", submit_btn_text="下架")
    async def take_off_sale(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await editing.set_on_sale(session, staff_of_request(request).actor, int(pk), on_sale=False)

    @row_action(
        "reprice", "改价", confirmation="新价格立即生效，已提交的订单不变。", submit_btn_text="保存价格",
        form=_price_form, modal_size="md",
    )  # fmt: skip
    async def reprice(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        actor = staff_of_request(request).actor
        async with acting(request) as session:
            for sku in await repository.active_skus(session, [int(pk)]):
                price, original = given.get(f"price_{sku.id}"), given.get(f"original_{sku.id}")
                if price is None:  # a SKU that was added since the form was opened
                    continue
                body = _price(sku.specs_text or sku.code, price, original)
                if (body.price_fen, body.original_price_fen) != (sku.price_fen, sku.original_price_fen):
                    await editing.reprice(session, actor, sku.id, body)


def _price(name: str, price: object, original: object) -> PriceIn:
    """Raises ActionFailed."""
    try:
        return PriceIn.model_validate({"price_fen": fen(price), "original_price_fen": fen(original)})
    except ValidationError as error:
        raise ActionFailed(f"{name}：{first_problem(error)}") from error
    except ValueError as error:
        raise ActionFailed(f"{name}：请填写金额，最多两位小数") from error
