"""Shelves that weigh, at the console: slots and what is wrong with them, picks by the hour, what to replenish."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import EnumField, FloatField, IntegerField, StringField
from starlette_admin.routing import route
from starlette_admin.views import CustomView

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
    at,
    database_of,
    first_problem,
    may,
    moment_field,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.catalog.api import SkuNotFound, sku_ids_by_code, skus_by_id
from app.modules.device import api as device
from app.modules.smart_shelf import queries, slots
from app.modules.smart_shelf.errors import ReadingUnfit
from app.modules.smart_shelf.models import Replenishment, ShelfSlot
from app.modules.smart_shelf.schemas import SettleIn, SlotIn
from app.modules.smart_shelf.settings import SmartShelfSettings

READ, EDIT = "smart_shelf.read", "smart_shelf.edit"
DAYS = 7
WORDS = {
    "smart_shelf": "智能货架",
    "shelf_slot": "货位",
    "shelf_slot.create": "新增货位",
    "shelf_slot.edit": "修改货位",
    "shelf_slot.remove": "删除货位",
    "shelf_slot.settle": "处理货位差异",
    "smart_shelf.notify": "在群里提醒补货",
    "smart_shelf.sweep": "查看哪些已补货",
    "smart_shelf.purge": "清理过期的取货记录",
    "device_id": "设备",
    "reading": "测点",
    "sku_id": "规格",
    "piece_g": "单件重量（克）",
    "tare_g": "空载重量（克）",
    "tolerance": "容差（%）",
    "missing": "差异件数",
    "note": "备注",
}
STATES = {True: ("待补货", "waits"), False: ("已补货", "over")}
WHICH = {"missing": "有差异", "uncertain": "有称不准"}
OPEN = {"open": "待补货", "ended": "已补货"}
_FIELD_OF = {ReadingUnfit: "reading", SkuNotFound: "code"}
_NOTE = (
    '<form><label class="form-label mt-2">备注<input class="form-control" name="note" maxlength="100"></label></form>'
)


async def _to_replenish(session: AsyncSession) -> Figure:
    still_open = sa.select(sa.func.count()).select_from(Replenishment).where(Replenishment.ended_at.is_(None))
    count = await session.scalar(still_open) or 0
    unsettled = sa.select(sa.func.count()).select_from(ShelfSlot).where(ShelfSlot.missing > 0)
    missing = await session.scalar(unsettled) or 0
    note = f"{missing} 个货位有差异待处理" if missing else "货位没有差异"
    link = "shelf-slots/list?which=missing" if missing and not count else "replenishments/list?state=open"
    return Figure("货架待补货", str(count), "fa-weight-scale", note, link, waits=count + missing > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _to_replenish), owner="smart_shelf", order=32)
    AUDIT_WORDS.provide(WORDS, owner="smart_shelf")


async def _shelves(session: AsyncSession) -> list[tuple[int, str]]:
    known = await device.devices_of(session, SmartShelfSettings.load().device_types)
    return [(one.id, f"{one.name}（{one.code}）") for one in known]


def _readings(_: Request) -> list[tuple[str, str]]:
    names = sorted({one.reading for one in SmartShelfSettings.load().weights.values()})
    return [(name, name) for name in names]


class SlotView(View):
    read = READ
    acts = {"edit": EDIT, "settle": EDIT, "remove": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("which", "情况", WHICH, lambda chosen: queries.WHICH.get(chosen, sa.false())),)
    menu_label = "货架货位"
    display_name = "货架货位"
    key = "shelf-slots"
    icon = "fa fa-weight-scale"
    place = 32
    named_by = "place_words"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        told("place_words", "货位", lambda slot: slot.place_words, **SHOWN_ONLY),
        told("goods", "商品", lambda slot: slot.goods, **SHOWN_ONLY),
        row_field("device_id", "货架", _shelves, required=True),
        EnumField("reading", label="测点", choices_loader=_readings, required=True, **FORM_ONLY),
        StringField("code", label="规格编码", required=True, maxlength=40, help_text="商品资料里的规格编码"),
        told("counted", "件数", lambda slot: "尚未称出" if slot.pieces is None else str(slot.pieces), **SHOWN_ONLY),
        told("weight", "重量", lambda slot: slot.weight, **SHOWN_ONLY),
        FloatField("piece_g", label="单件重量（克）", required=True),
        FloatField("tare_g", label="空载重量（克）", default=0, exclude_from_list=True),
        IntegerField("tolerance", label="容差（单件重量的 %）", help_text="不填则按统一的", exclude_from_list=True),
        IntegerField("uncertain", label="称不准次数", **SHOWN_ONLY),
        moment_field("uncertain_at", "最近一次称不准", exclude_from_list=True, **SHOWN_ONLY),
        IntegerField("missing", label="差异件数", **SHOWN_ONLY),
        moment_field("missing_since", "差异开始", exclude_from_list=True, **SHOWN_ONLY),
        told("online", "货架状态", lambda slot: "在线" if slot.online else "离线", **SHOWN_ONLY),
        moment_field("weighed_at", "最近称重", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ("uncertain", "missing")
    searchable_fields = ("reading",)
    search_hint = "搜索测点"
    row_actions = ("view", "edit", "settle", "remove")

    def __init__(self) -> None:
        super().__init__(ShelfSlot)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        shown = {one.id: one for one in await queries.outs(session, rows)}
        for slot in rows:
            out = shown[slot.id]
            slot.place_words = f"{out.device_name} · {slot.reading}"
            slot.goods = f"{out.sku_name}（{out.sku_code}）"
            slot.code, slot.online, slot.weighed_at = out.sku_code, out.device_online, out.weighed_at
            slot.weight = "—" if slot.weight_g is None else f"{slot.weight_g:g} 克"

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                made = await slots.create(session, staff_of_request(request).actor, await _body(session, data))
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "device_id"), error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                await slots.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "device_id"), error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: ShelfSlot) -> bool:
        fits = {"settle": obj.missing > 0, "remove": obj.missing == 0}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "settle",
        "处理差异",
        confirmation="库存有误请先调整库存；处理后差异清零。",
        submit_btn_text="已处理",
        form=_NOTE,
    )
    async def settle(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        try:
            body = SettleIn.model_validate({"note": (await request.form()).get("note") or ""})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await slots.settle(session, staff_of_request(request).actor, int(pk), body.note)

    @row_action("remove", "删除", confirmation="连同它的取货记录一起删除？", submit_btn_text="删除")
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await slots.remove(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: dict[str, Any]) -> SlotIn:
    """Raises FormValidationError, SkuNotFound."""
    code = (data["code"] or "").strip()
    sku_id = (await sku_ids_by_code(session, [code])).get(code)
    if sku_id is None:
        raise SkuNotFound
    plain = {name: data[name] for name in ("device_id", "reading", "piece_g", "tolerance")}
    return read(SlotIn, {**plain, "tare_g": data["tare_g"] or 0, "sku_id": sku_id}, whole="device_id")


class ReplenishmentView(View):
    read = READ
    narrowings = (
        Narrowing(
            "state",
            "状态",
            OPEN,
            lambda chosen: (
                Replenishment.ended_at.is_(None) if chosen == "open" else Replenishment.ended_at.is_not(None)
            ),
        ),
    )
    menu_label = "补货提醒"
    display_name = "补货提醒"
    key = "replenishments"
    icon = "fa fa-bell"
    place = 34
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True),
        state_field("is_open", "状态", STATES),
        told("goods", "商品", lambda row: row.goods),
        IntegerField("available", label="当时可售"),
        IntegerField("low_at", label="预警数量"),
        moment_field("opened_at", "提醒时间"),
        moment_field("ended_at", "补货时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    sortable_fields = ("opened_at",)
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Replenishment)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        skus = await skus_by_id(session, {row.sku_id for row in rows})
        for row in rows:
            row.goods = f"{skus[row.sku_id].full_name}（{skus[row.sku_id].code}）"
            row.is_open = row.ended_at is None


class HeatView(CustomView):
    """How often is taken from which slot, by the hour of the day."""

    menu_label = "货架热度"
    icon = "fa fa-fire"
    path = "/shelf-heat"
    route_name = "shelf-heat"
    place = 33

    def is_accessible(self, request: Request) -> bool:
        return may(request, READ)

    @route("")
    async def index(self, request: Request) -> Response:
        async with database_of(request).read() as session:
            rows = await queries.heat(session, DAYS)
        most = max((pieces for row in rows for pieces in row.picked), default=0)
        context = {"title": self.menu_label, "rows": rows, "most": most, "days": DAYS}
        assert self.templates is not None  # noqa: S101  # mounted
        return self.templates.TemplateResponse(request, "smart_shelf/heat.html", context)
