"""Devices at the console: registering, secrets, what they tell and what they do wrong."""

import base64
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import EnumField, IntegerField, StringField
from starlette_admin.flash import flash

from app.contracts.work_order import WORK_ORDERS, NoWorkOrders
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
    lines,
    moment_field,
    moment_text,
    read,
    staff_of_request,
    state_field,
    told,
)
from app.core.database import count_by
from app.core.errors import AppError
from app.modules.device import queries, registering
from app.modules.device.api import in_words
from app.modules.device.counting import LABELS as COUNTS
from app.modules.device.errors import DeviceTypeUnknown, GatewayUnknown
from app.modules.device.keeping import moment
from app.modules.device.models import Count, Device, Latest
from app.modules.device.schemas import DeviceIn
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import DISABLED, INACTIVE, LABELS, OFFLINE, ONLINE

READ, EDIT = "device.read", "device.edit"
WORDS = {
    "device": "设备",
    "device.register": "登记设备",
    "device.edit": "修改设备",
    "device.secret": "更换设备密钥",
    "device.enable": "启用设备",
    "device.disable": "停用设备",
    "device.sweep": "查看哪些设备离线了",
    "device.purge": "清理过期的设备数据",
    "device.command": "向设备下发命令",
    "device.tell_command": "把命令发给设备",
    "device.expire_command": "结束超时的命令",
    "device.accounts": "把设备账号写给 MQTT 服务",
    "command": "命令",
}
STATES = {
    INACTIVE: (LABELS[INACTIVE], "waits"),
    ONLINE: (LABELS[ONLINE], "good"),
    OFFLINE: (LABELS[OFFLINE], "bad"),
    DISABLED: (LABELS[DISABLED], "over"),
}
_FIELD_OF = {DeviceTypeUnknown: "type", GatewayUnknown: "gateway"}


async def _online(session: AsyncSession) -> Figure:
    numbers = await count_by(session, Device.status)
    away = numbers[OFFLINE]
    note = f"{away} 台离线" if away else "没有离线的设备"
    return Figure("在线设备", str(numbers[ONLINE]), "fa-microchip", note, "devices/list?status=offline", waits=away > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _online), owner="device", order=20)
    AUDIT_WORDS.provide(WORDS, owner="device")


async def _types(_: AsyncSession) -> dict[str, str]:
    return {name: kind.label for name, kind in DeviceSettings.load().types.items()}


def _type_choices(_: Request) -> list[tuple[str, str]]:
    return [(name, kind.label) for name, kind in DeviceSettings.load().types.items()]


def _type_label(device: Device) -> str:
    types = DeviceSettings.load().types
    return types[device.type].label if device.type in types else device.type


def _label(device: Device) -> str:
    """The picture itself: a console is no place to hand out tokens for one."""
    picture = WORK_ORDERS.one(NoWorkOrders()).label(device.code)
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""


class DeviceView(View):
    read = READ
    acts = {"secret": EDIT, "disable": EDIT, "enable": EDIT}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("status", "状态", LABELS, lambda chosen: Device.status == chosen),
        Narrowing("type", "类型", _types, lambda chosen: Device.type == chosen),
    )
    menu_label = "设备"
    display_name = "设备"
    key = "devices"
    icon = "fa fa-microchip"
    place = 20
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=40),
        StringField("code", label="编号", required=True, maxlength=40, help_text="字母、数字、- 与 _，贴在机器上"),
        told("type_label", "类型", _type_label, **SHOWN_ONLY),
        EnumField("type", label="类型", choices_loader=_type_choices, required=True, **FORM_ONLY),
        state_field("status", "状态", STATES, **SHOWN_ONLY),
        StringField("place", label="位置", maxlength=60),
        StringField("group", label="分组", maxlength=40),
        told("gateway_code", "网关", lambda device: device.gateway or "—", exclude_from_list=True, **SHOWN_ONLY),
        StringField("gateway", label="网关", maxlength=40, help_text="替它上报的设备的编号，没有就不填", **FORM_ONLY),
        moment_field("last_seen_at", "最近上报", **SHOWN_ONLY),
        told("told", "最新值", lambda device: device.told, exclude_from_list=True, **SHOWN_ONLY),
        told("wrong", "异常次数", lambda device: device.wrong, exclude_from_list=True, **SHOWN_ONLY),
        moment_field("created_at", "登记时间", exclude_from_list=True, **SHOWN_ONLY),
        told(
            "label",
            "报修二维码",
            _label,
            exclude_from_list=True,
            detail_template="device/label.html",
            **SHOWN_ONLY,
        ),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("name", "code", "place", "group")
    search_hint = "搜索名称、编号、位置或分组"
    sortable_fields = ("last_seen_at",)
    row_actions = ("view", "edit", "secret", "disable", "enable")

    def __init__(self) -> None:
        super().__init__(Device)

    def can_create(self, request: Request) -> bool:
        return self.may(request, EDIT)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, EDIT)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        shown = {out.id: out for out in await queries.outs(session, rows)}
        ids = list(shown)
        told_of: dict[int, list[str]] = defaultdict(list)
        for row in await session.scalars(sa.select(Latest).where(Latest.device_id.in_(ids)).order_by(Latest.reading)):
            words = in_words(shown[row.device_id].type, {row.reading: row.value})
            told_of[row.device_id].append(f"{words}（{moment_text(moment(row.at_ms))}）")
        wrong: dict[int, list[str]] = defaultdict(list)
        for count in await session.scalars(sa.select(Count).where(Count.device_id.in_(ids)).order_by(Count.reason)):
            wrong[count.device_id].append(f"{COUNTS[count.reason]} {count.number} 次")
        for device in rows:
            device.gateway = shown[device.id].gateway
            device.told, device.wrong = lines(told_of[device.id]), lines(wrong[device.id])

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A new device; its secret is shown once."""
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                device, secret = await registering.register(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "code"), error) from error
        _tell_secret(request, device.code, secret)
        return await self.find_by_pk(request, device.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await registering.change(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at(_FIELD_OF.get(type(error), "code"), error) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Device) -> bool:
        disabled = obj.status == DISABLED
        fits = {"secret": not disabled, "disable": not disabled, "enable": disabled}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("secret", "更换密钥", confirmation="旧密钥立即失效，设备要换上新的，确定更换？", submit_btn_text="更换")
    async def secret(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            secret = await registering.renew_secret(session, staff_of_request(request).actor, int(pk))
        _tell_secret(request, (await self.find_by_pk(request, pk)).code, secret)

    @row_action("disable", "停用", confirmation="停用后不再接收它的上报，确定停用？", submit_btn_text="停用")
    async def disable(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._set_enabled(request, pk, enabled=False)

    @row_action("enable", "启用")
    async def enable(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._set_enabled(request, pk, enabled=True)

    async def _set_enabled(self, request: Request, pk: Any, *, enabled: bool) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await registering.set_enabled(session, staff_of_request(request).actor, int(pk), enabled=enabled)


def _body(data: dict[str, Any]) -> DeviceIn:
    """Raises FormValidationError."""
    values = {name: data[name] or "" for name in ("code", "type", "name", "place", "group")}
    return read(DeviceIn, {**values, "gateway": data["gateway"] or None}, whole="code")


def _tell_secret(request: Request, code: str, secret: str) -> None:
    flash(request, f"{code} 的密钥：{secret}（只显示这一次，请写进设备）", "success")
