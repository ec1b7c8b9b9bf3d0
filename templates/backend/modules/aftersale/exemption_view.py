"""Products that are exempt from returns without a reason, at the console."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import EnumField, IntegerField, StringField

from app.core.admin import FORM_ONLY, SHOWN_ONLY, View, acting, database_of, read, staff_of_request, told
from app.modules.aftersale import exemptions
from app.modules.aftersale.models import ReturnException
from app.modules.aftersale.reasons import EXEMPTIONS
from app.modules.aftersale.schemas import ExemptionIn
from app.modules.catalog.api import sku_ids_by_code, skus_by_id, spu_names

READ, RULES = "aftersale.read", "aftersale.rules"


class ExemptionView(View):
    read = READ
    acts = {"remove": RULES}  # noqa: RUF012  # a constant of the class
    menu_label = "不可无理由退货"
    display_name = "不可无理由退货的商品"
    key = "return-exemptions"
    icon = "fa fa-ban"
    place = 13
    named_by = "product"
    pk_attr = "spu_id"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("spu_id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        told("product", "商品", lambda row: row.product, **SHOWN_ONLY),
        told("cause", "原因", lambda row: EXEMPTIONS[row.why], **SHOWN_ONLY),
        StringField(
            "code", label="规格编码", required=True, maxlength=40, help_text="这件商品任一规格的编码", **FORM_ONLY
        ),
        EnumField("why", label="原因", choices=list(EXEMPTIONS.items()), required=True, **FORM_ONLY),
    ]
    fields_default_sort = ("spu_id",)
    sortable_fields = ()
    searchable_fields = ()
    row_actions = ("view", "remove")

    def __init__(self) -> None:
        super().__init__(ReturnException)

    def can_create(self, request: Request) -> bool:
        return self.may(request, RULES)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await spu_names(session, [row.spu_id for row in rows])
        for row in rows:
            row.product = names[row.spu_id]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(ExemptionIn, {"why": data["why"]}, whole="why")
        async with database_of(request).begin() as session:
            found = await sku_ids_by_code(session, [data["code"].strip()])
            if not found:
                raise FormValidationError({"code": "没有这个规格编码"})
            [sku] = (await skus_by_id(session, found.values())).values()
            await exemptions.put(session, staff_of_request(request).actor, sku.spu_id, body.why)
        return await self.find_by_pk(request, sku.spu_id)

    @row_action("remove", "恢复", confirmation="恢复这件商品的无理由退货？", submit_btn_text="恢复")
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await exemptions.remove(session, staff_of_request(request).actor, int(pk))
