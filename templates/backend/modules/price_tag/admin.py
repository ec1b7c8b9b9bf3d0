"""Price tags at the console: what each should show, and which do not."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    SHOWN_ONLY,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    at,
    database_of,
    fen_field,
    moment_field,
    read,
    row_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.catalog.api import SkuNotFound, sku_ids_by_code, skus_by_id, skus_found
from app.modules.device import api as device
from app.modules.price_tag import binding, queries
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.schemas import TagIn
from app.modules.price_tag.settings import PriceTagSettings
from app.modules.price_tag.states import EXPIRED, LABELS, REFUSED, SENT, SHOWN, WAITING

READ, EDIT = "price_tag.read", "price_tag.edit"
WORDS = {
    "price_tag": "价签",
    "price_tag.bind": "绑定价签",
    "price_tag.unbind": "解绑价签",
    "price_tag.send": "再次发送到价签",
    "price_tag.changed": "改价后推送到价签",
    "price_tag.ended": "收取价签的回执",
    "price_tag.online": "价签上线后补发",
}
_KINDS = {WAITING: "waits", SENT: "moves", SHOWN: "good", REFUSED: "bad", EXPIRED: "bad"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
WHICH = {"mismatched": "不一致", **LABELS}


async def _mismatches(session: AsyncSession) -> Figure:
    wrong = sa.select(sa.func.count()).select_from(PriceTag).where(queries.mismatched())
    count = await session.scalar(wrong) or 0
    note = "价签没有显示现价" if count else "价签与现价一致"
    return Figure("价签不一致", str(count), "fa-tag", note, "price-tags/list?which=mismatched", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _mismatches), owner="price_tag", order=33)
    AUDIT_WORDS.provide(WORDS, owner="price_tag")


def _which(chosen: str) -> sa.ColumnElement[bool]:
    return queries.mismatched() if chosen == "mismatched" else PriceTag.status == chosen


async def _tags(session: AsyncSession) -> list[tuple[int, str]]:
    known = await device.devices_of(session, PriceTagSettings.load().device_types)
    return [(one.id, f"{one.name}（{one.code}）") for one in known]


class TagView(View):
    read = READ
    acts = {"edit": EDIT, "send": EDIT, "unbind": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("which", "状态", WHICH, _which),)
    menu_label = "电子价签"
    display_name = "电子价签"
    key = "price-tags"
    icon = "fa fa-tag"
    place = 36
    named_by = "tag_words"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        told("tag_words", "价签", lambda tag: tag.tag_words, **SHOWN_ONLY),
        row_field("device_id", "价签", _tags, required=True),
        StringField("code", label="规格编码", required=True, maxlength=40, help_text="商品资料里的规格编码"),
        StringField("name", label="品名", **SHOWN_ONLY),
        fen_field("price_fen", "价格", **SHOWN_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        told("versions", "已显示 / 应显示版本", lambda tag: f"{tag.shown_version} / {tag.version}", **SHOWN_ONLY),
        StringField("note", label="说明", **SHOWN_ONLY),
        told("online", "设备", lambda tag: "在线" if tag.online else "离线", **SHOWN_ONLY),
        moment_field("changed_at", "改动时间", **SHOWN_ONLY),
        moment_field("sent_at", "推送时间", exclude_from_list=True, **SHOWN_ONLY),
        moment_field("shown_at", "回执时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("id",)
    sortable_fields = ("changed_at",)
    searchable_fields = ()
    search_hint = "搜索商品名称或规格编码"
    row_actions = ("view", "edit", "send", "unbind")

    def __init__(self) -> None:
        super().__init__(PriceTag)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        return PriceTag.sku_id.in_(skus_found(term))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        known = await device.devices(session, {tag.device_id for tag in rows})
        skus = await skus_by_id(session, {tag.sku_id for tag in rows})
        for tag in rows:
            tag.tag_words = f"{known[tag.device_id].name}（{known[tag.device_id].code}）"
            tag.code, tag.online = skus[tag.sku_id].code, known[tag.device_id].online

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                made = await binding.bind(session, staff_of_request(request).actor, await _body(session, data))
        except AppError as error:
            raise at("code" if isinstance(error, SkuNotFound) else "device_id", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                body = await _body(session, data)
                await binding.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("code" if isinstance(error, SkuNotFound) else "device_id", error) from error
        return await self.find_by_pk(request, pk)

    @row_action("send", "再次发送", confirmation="把现价再发给这个价签？", submit_btn_text="发送")
    async def send(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await binding.send(session, staff_of_request(request).actor, int(pk))

    @row_action("unbind", "解绑", confirmation="之后改价不再推送到这个价签。", submit_btn_text="解绑")
    async def unbind(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await binding.unbind(session, staff_of_request(request).actor, int(pk))


async def _body(session: AsyncSession, data: dict[str, Any]) -> TagIn:
    """Raises FormValidationError, SkuNotFound."""
    code = (data["code"] or "").strip()
    sku_id = (await sku_ids_by_code(session, [code])).get(code)
    if sku_id is None:
        raise SkuNotFound
    return read(TagIn, {"device_id": data["device_id"], "sku_id": sku_id}, whole="device_id")
