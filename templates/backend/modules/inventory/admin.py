"""Stock at the console: what is there, what is running low, and the ledger behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed, FormValidationError
from starlette_admin.fields import EnumField, IntegerField, StringField

from app.contracts.stock import LOCATIONS, OnlyTheWarehouse
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    FORM_ONLY,
    SHOWN_ONLY,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    actor_in_words,
    at,
    database_of,
    first_problem,
    in_words,
    picture_src,
    read,
    staff_of_request,
    thumbnail,
    told,
)
from app.core.errors import AppError
from app.core.staff.model import StaffAccount
from app.modules.catalog.api import sku_ids_by_code, skus_by_id, skus_found
from app.modules.inventory import service
from app.modules.inventory.admin_transfer import transfer_form, transfer_from
from app.modules.inventory.models import Move, StockRow
from app.modules.inventory.schemas import AdjustIn, LowAtIn

READ, ADJUST = "inventory.read", "inventory.adjust"
SHOWN_MOVES = 100

REASONS = {"received": "入库", "returned": "退货入库", "damaged": "损耗", "counted": "盘点", "other": "其他"}
WORDS = {
    "inventory": "库存",
    "sku": "规格",
    "stock.adjust": "调整库存",
    "stock.low_at": "设置库存预警",
    "stock.transfer": "调拨库存",
    "location_id": "地点编号",
    "source_id": "调出地点",
    "target_id": "调入地点",
    "change": "增减",
    "low_at": "预警数量",
    "note": "备注",
    **REASONS,
}
CAUSES = {
    **REASONS,
    "reserved": "下单占用",
    "committed": "付款扣减",
    "released": "释放占用",
    "restored": "退款退回",
    "transferred": "调拨",
    "sensed": "感应计数",
}

_OPTIONS = "".join(f'<option value="{reason}">{word}</option>' for reason, word in REASONS.items())
_ADJUST_FORM = (
    '<form><label class="form-label mt-2">增减数量'
    '<input class="form-control" name="change" inputmode="numeric" placeholder="如 20 或 -3" required></label>'
    f'<label class="form-label">原因<select class="form-select" name="reason">{_OPTIONS}</select></label>'
    '<label class="form-label">备注<input class="form-control" name="note" maxlength="100"></label></form>'
)


def _low_form(_: Request, row: StockRow) -> str:
    return (
        '<form><label class="form-label mt-2">可售数量不多于<input class="form-control" name="low_at"'
        f' inputmode="numeric" value="{row.low_at}" required></label></form>'
    )


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return {"low": service.is_low(), "none": StockRow.available == 0}.get(chosen, sa.false())


async def _low_count(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(StockRow).where(service.is_low())) or 0
    note = "在售商品中需要补货的规格" if count else "库存充足"
    return Figure("库存偏低", str(count), "fa-boxes-stacked", note, "stock/list?stock=low", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _low_count), owner="inventory", order=30)
    AUDIT_WORDS.provide(WORDS, owner="inventory")


class StockView(View):
    read = READ
    acts = {"adjust": ADJUST, "low_at": ADJUST, "transfer": ADJUST}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("stock", "库存", {"low": "库存偏低", "none": "已售罄"}, _narrowed),)
    menu_label = "库存"
    display_name = "库存"
    key = "stock"
    icon = "fa fa-boxes-stacked"
    place = 30
    named_by = "code"
    pk_attr = "sku_id"
    detail_template = "inventory/stock.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("sku_id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        thumbnail("picture", "图片", lambda row: picture_src(row.picture)),
        told("product", "商品", lambda row: row.sku.name),
        told("specs", "规格", lambda row: row.sku.specs_text or "默认"),
        StringField("code", label="规格编码", required=True, maxlength=40, help_text="商品资料里的规格编码"),
        IntegerField("available", label="可售", exclude_from_create=True),
        IntegerField("reserved", label="占用", exclude_from_create=True),
        IntegerField("low_at", label="预警数量", exclude_from_create=True),
        IntegerField("change", label="入库数量", required=True, **FORM_ONLY),
        EnumField(
            "reason",
            label="原因",
            choices=list(REASONS.items()),
            required=True,
            default="received",
            **FORM_ONLY,
        ),
        StringField("note", label="备注", maxlength=100, **FORM_ONLY),
    ]
    fields_default_sort = ("available",)
    sortable_fields = ("available", "reserved", "low_at")
    searchable_fields = ()
    search_hint = "搜索商品名称或规格编码"
    row_actions = ("view", "adjust", "transfer", "low_at")

    def __init__(self) -> None:
        super().__init__(StockRow)

    def is_accessible(self, request: Request) -> bool:
        """The warehouse is nobody's store."""
        return super().is_accessible(request) and staff_of_request(request).scope(READ) == "all"

    def can_create(self, request: Request) -> bool:
        """Counting begins with the first pieces."""
        return self.may(request, ADJUST) and staff_of_request(request).scope(ADJUST) == "all"

    async def is_row_action_allowed(self, request: Request, name: str) -> bool:
        needed = self.acts.get(name, READ)
        allowed = await super().is_row_action_allowed(request, name)
        if name == "transfer" and not LOCATIONS.all():
            return False
        return allowed and staff_of_request(request).scope(needed) == "all"

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return StockRow.sku_id.in_(skus_found(term))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        skus = await skus_by_id(session, [row.sku_id for row in rows])
        names = await LOCATIONS.one(OnlyTheWarehouse()).names(session)
        others = [(str(place), name) for place, name in names.items()]
        for row in rows:
            row.sku = skus[row.sku_id]
            row.code = row.sku.code
            row.picture = row.sku.picture
            row.others = others
        if len(rows) == 1:
            await _with_moves(session, rows[0])

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(AdjustIn, {**_plain(data), "change": data["change"]}, whole="change")
        try:
            async with database_of(request).begin() as session:
                found = await sku_ids_by_code(session, [data["code"].strip()])
                if not found:
                    raise FormValidationError({"code": "没有这个规格编码"})
                [sku_id] = found.values()
                await service.adjust(session, staff_of_request(request).actor, sku_id, body)
        except AppError as error:
            raise at("change", error) from error
        return await self.find_by_pk(request, sku_id)

    @row_action("adjust", "调整", confirmation="增加填正数，减少填负数。", submit_btn_text="保存", form=_ADJUST_FORM)
    async def adjust(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        body = _read(AdjustIn, {**_plain(given), "change": given.get("change", "")})
        async with acting(request) as session:
            await service.adjust(session, staff_of_request(request).actor, int(pk), body)

    @row_action("transfer", "调拨", confirmation="从总仓调到门店。", submit_btn_text="调拨", form=transfer_form)
    async def transfer(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await transfer_from(request, int(pk), None)

    @row_action("low_at", "预警", confirmation="库存降到多少时提醒补货？", submit_btn_text="保存", form=_low_form)
    async def low_at(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(LowAtIn, {"low_at": (await request.form()).get("low_at", "")})
        async with acting(request) as session:
            await service.set_low_at(session, staff_of_request(request).actor, int(pk), body.low_at)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"reason": given.get("reason") or "", "note": given.get("note") or ""}


def _read(schema: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # the schema's own type
    """Raises ActionFailed."""
    try:
        return schema.model_validate(dict(values))
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


async def _with_moves(session: AsyncSession, row: Any) -> None:  # noqa: ANN401  # a row of the view
    """The ledger, the latest first, in words."""
    query = sa.select(Move).where(Move.sku_id == row.sku_id).order_by(Move.id.desc()).limit(SHOWN_MOVES)
    places = await LOCATIONS.one(OnlyTheWarehouse()).names(session)
    names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
    row.moves = (await session.scalars(query)).all()
    for move in row.moves:
        kind, _, number = move.actor.partition(":")
        move.who = actor_in_words(kind, int(number) if number else None, names)
        move.cause = CAUSES.get(move.reason, move.reason)
        if move.location_id is not None:
            move.cause = f"{places.get(move.location_id, move.location_id)} · {move.cause}"
        if move.subject:
            move.cause += f"（{in_words(move.subject)} {move.subject_id}）"
