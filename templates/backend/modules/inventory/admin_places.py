"""What lies in the stores, at the console; staff of one store see and change theirs alone."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField

from app.contracts.stock import within_reach
from app.core.admin import ReachView, acting, picture_src, staff_of_request, thumbnail, told
from app.core.staff import Staff
from app.modules.catalog.api import skus_by_id, skus_found
from app.modules.inventory import places
from app.modules.inventory.admin import ADJUST, READ, REASONS
from app.modules.inventory.admin_transfer import NOTE, read_or_fail, transfer_form, transfer_from
from app.modules.inventory.models import LocalStock
from app.modules.inventory.schemas import LocalAdjustIn

_REASONS = "".join(f'<option value="{reason}">{word}</option>' for reason, word in REASONS.items())
_ADJUST_FORM = (
    '<form><label class="form-label mt-2">增减数量'
    '<input class="form-control" name="change" inputmode="numeric" placeholder="如 20 或 -3" required></label>'
    f'<label class="form-label">原因<select class="form-select" name="reason">{_REASONS}</select></label>{NOTE}</form>'
)


class LocalStockView(ReachView):
    read = READ
    acts = {"adjust": ADJUST, "transfer": ADJUST}  # noqa: RUF012  # a constant of the class
    menu_label = "门店库存"
    display_name = "门店库存"
    key = "local-stock"
    icon = "fa fa-warehouse"
    place = 31
    named_by = "code"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True),
        thumbnail("picture", "图片", lambda row: picture_src(row.sku.picture)),
        told("product", "商品", lambda row: row.sku.name),
        told("specs", "规格", lambda row: row.sku.specs_text or "默认"),
        told("code", "规格编码", lambda row: row.code),
        told("location", "门店", lambda row: row.location),
        IntegerField("available", label="可售"),
        IntegerField("reserved", label="占用"),
    ]
    fields_default_sort = ("available",)
    sortable_fields = ("available", "reserved")
    searchable_fields = ()
    search_hint = "搜索商品名称或规格编码"
    row_actions = ("adjust", "transfer")

    def __init__(self) -> None:
        super().__init__(LocalStock)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return LocalStock.sku_id.in_(skus_found(term))

    async def reach(self, session: AsyncSession, staff: Staff) -> frozenset[int] | None:
        return await within_reach(session, staff, READ)

    def within(self, places: frozenset[int]) -> sa.ColumnElement[bool]:
        return LocalStock.location_id.in_(places)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        skus = await skus_by_id(session, [row.sku_id for row in rows])
        names = await places.names(session)
        for row in rows:
            row.sku = skus[row.sku_id]
            row.code = row.sku.code
            row.location = names.get(row.location_id, str(row.location_id))
            elsewhere = [(str(place), name) for place, name in names.items() if place != row.location_id]
            row.others = [("", places.WAREHOUSE), *elsewhere]

    @row_action("adjust", "调整", confirmation="增加填正数，减少填负数。", submit_btn_text="保存", form=_ADJUST_FORM)
    async def adjust(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given, row = await request.form(), await self.find_by_pk(request, pk)
        values = {"change": given.get("change", ""), "reason": given.get("reason", ""), "note": given.get("note", "")}
        body = read_or_fail(LocalAdjustIn, {**values, "location_id": row.location_id})
        staff = staff_of_request(request)
        async with acting(request) as session:
            await places.check_reach(session, staff, ADJUST, row.location_id)
            await places.adjust(session, staff.actor, row.sku_id, body)

    @row_action("transfer", "调拨", confirmation="从这家门店调到别处。", submit_btn_text="调拨", form=transfer_form)
    async def transfer(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        row = await self.find_by_pk(request, pk)
        await transfer_from(request, row.sku_id, row.location_id)
