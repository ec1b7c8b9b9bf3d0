"""Keys, webhooks and their deliveries at the console."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.fields import BooleanField, DateTimeField, EnumField, IntegerField, StringField
from starlette_admin.flash import flash

from app.core import clock
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
    read,
    staff_of_request,
    state_field,
    told,
)
from app.core.errors import AppError
from app.modules.open_api import keys, webhooks
from app.modules.open_api.errors import EventUnknown, KeyNameTaken
from app.modules.open_api.models import ApiKey, Delivery, Webhook
from app.modules.open_api.schemas import KeyIn, WebhookIn
from app.modules.open_api.signing import RECEIVING
from app.modules.open_api.states import DEAD, DELIVERED, LABELS, PENDING

READ, MANAGE = "open_api.read", "open_api.manage"
STATES = {PENDING: (LABELS[PENDING], "moves"), DELIVERED: (LABELS[DELIVERED], "good"), DEAD: (LABELS[DEAD], "bad")}
KEY_STATES = {"good": ("可用", "good"), "expired": ("已过期", "over"), "revoked": ("已停用", "over")}
WORDS = {
    "open_api": "开放接口",
    "api_key": "接口密钥",
    "webhook": "推送地址",
    "delivery": "推送",
    "scopes": "权限",
    "open_api.key_create": "新增接口密钥",
    "open_api.key_revoke": "停用接口密钥",
    "open_api.webhook_create": "登记推送地址",
    "open_api.webhook_edit": "修改推送地址",
    "open_api.webhook_secret": "更换推送密钥",
    "open_api.redeliver": "再推一次",
    "open_api.send": "推送消息",
    "open_api.forget": "清理过期的推送记录",
}


async def _dead(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Delivery).where(Delivery.status == DEAD)) or 0
    note = "对方一直没有收下" if count else "没有放弃的推送"
    return Figure(
        "放弃的推送", str(count), "fa-paper-plane", note, "webhook-deliveries/list?status=dead", waits=count > 0
    )


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _dead), owner="open_api", order=80)
    handlers = {f"open_api.{name}": f"推送事件 {name}" for name in webhooks.events()}
    AUDIT_WORDS.provide({**handlers, **WORDS}, owner="open_api")


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return "revoked"
    return "expired" if key.expires_at and key.expires_at <= clock.now() else "good"


class KeyView(View):
    read = READ
    acts = {"revoke": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "接口密钥"
    display_name = "接口密钥"
    key = "api-keys"
    icon = "fa fa-key"
    place = 72
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=40, help_text="给谁用，如 客户甲的 ERP"),
        StringField("prefix", label="开头", **SHOWN_ONLY),
        state_field("state", "状态", KEY_STATES, **SHOWN_ONLY),
        told("may", "权限", lambda row: lines(row.may), **SHOWN_ONLY),
        EnumField(
            "granted", label="权限", choices_loader=lambda _: list(keys.scopes().items()), multiple=True, **FORM_ONLY
        ),
        DateTimeField("until", label="到期时间（不填则一直有效）", **FORM_ONLY),
        moment_field("expires_at", "到期", **SHOWN_ONLY),
        moment_field("last_used_at", "最近使用", **SHOWN_ONLY),
        moment_field("created_at", "新增时间", exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("name", "prefix")
    search_hint = "搜索名称或开头"
    sortable_fields = ("last_used_at",)
    row_actions = ("view", "revoke")

    def __init__(self) -> None:
        super().__init__(ApiKey)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        del session
        words = keys.scopes()
        for row in rows:
            row.state, row.may = _state(row), [words.get(scope, scope) for scope in row.scopes]

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A new key, shown once."""
        until = data.get("until")
        values = {"name": data["name"] or "", "scopes": data.get("granted") or []}
        body = read(KeyIn, {**values, "expires_at": until.replace(tzinfo=UTC) if until else None}, whole="name")
        try:
            async with database_of(request).begin() as session:
                made, token = await keys.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("name" if isinstance(error, KeyNameTaken) else "granted", error) from error
        flash(request, f"{made.name} 的密钥：{token}（只显示这一次，请交给对方）", "success")
        return await self.find_by_pk(request, made.id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: ApiKey) -> bool:
        fits = name == "view" or obj.revoked_at is None
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "revoke",
        "停用",
        confirmation="停用后立即失效，不能恢复，确定停用？",
        submit_btn_text="停用",
        submit_btn_class="btn btn-danger",
    )
    async def revoke(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await keys.revoke(session, staff_of_request(request).actor, int(pk))


class WebhookView(View):
    read = READ
    acts = {"edit": MANAGE, "secret": MANAGE, "ping": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "推送地址"
    display_name = "推送地址"
    key = "webhooks"
    icon = "fa fa-satellite-dish"
    place = 73
    named_by = "url"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        StringField("url", label="地址", required=True, maxlength=300, help_text="https 的公网地址"),
        EnumField(
            "wanted",
            label="事件",
            choices_loader=lambda _: [(name, name) for name in webhooks.events()],
            multiple=True,
            **FORM_ONLY,
        ),
        told("heard", "事件", lambda row: lines(row.events), **SHOWN_ONLY),
        BooleanField("active", label="启用", default=True),
        moment_field("previous_until", "旧密钥用到", exclude_from_list=True, **SHOWN_ONLY),
        moment_field("created_at", "登记时间", exclude_from_list=True, **SHOWN_ONLY),
        told("check", "对方怎样核对签名", lambda _: RECEIVING, exclude_from_list=True, **SHOWN_ONLY),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("url",)
    search_hint = "搜索地址"
    sortable_fields = ()
    row_actions = ("view", "edit", "secret", "ping")

    def __init__(self) -> None:
        super().__init__(Webhook)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        del session
        for row in rows:
            row.wanted = row.events

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A new address; its secret is shown once."""
        try:
            async with database_of(request).begin() as session:
                webhook, secret = await webhooks.create(session, staff_of_request(request).actor, _body(data))
        except AppError as error:
            raise at("wanted" if isinstance(error, EventUnknown) else "url", error) from error
        _tell_secret(request, secret)
        return await self.find_by_pk(request, webhook.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                await webhooks.change(session, staff_of_request(request).actor, int(pk), _body(data))
        except AppError as error:
            raise at("wanted" if isinstance(error, EventUnknown) else "url", error) from error
        return await self.find_by_pk(request, pk)

    @row_action("secret", "更换密钥", confirmation="旧密钥还会一起签名一段时间，确定更换？", submit_btn_text="更换")
    async def secret(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            _, secret = await webhooks.rotate(session, staff_of_request(request).actor, int(pk))
        _tell_secret(request, secret)

    @row_action("ping", "试推一条")
    async def ping(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await webhooks.ping(session, int(pk))


def _body(data: dict[str, Any]) -> WebhookIn:
    """Raises FormValidationError."""
    values = {"url": data["url"] or "", "events": data.get("wanted") or [], "active": bool(data.get("active"))}
    return read(WebhookIn, values, whole="url")


def _tell_secret(request: Request, secret: str) -> None:
    flash(request, f"推送密钥：{secret}（只显示这一次，请交给对方）", "success")


class DeliveryView(View):
    read = READ
    acts = {"redeliver": MANAGE}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Delivery.status == chosen),)
    menu_label = "推送记录"
    display_name = "推送记录"
    key = "webhook-deliveries"
    icon = "fa fa-paper-plane"
    place = 74
    named_by = "key"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("key", label="消息"),
        StringField("event", label="事件"),
        told("url", "地址", lambda row: row.url),
        state_field("status", "状态", STATES),
        IntegerField("attempts", label="次数"),
        StringField("answer", label="最近一次"),
        told("body", "内容", lambda row: str(row.data), exclude_from_list=True),
        moment_field("created_at", "时间"),
        moment_field("next_at", "下次", exclude_from_list=True),
        moment_field("ended_at", "结束", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("key", "event")
    search_hint = "搜索消息或事件"
    sortable_fields = ("created_at",)
    row_actions = ("view", "redeliver")

    def __init__(self) -> None:
        super().__init__(Delivery)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        found = sa.select(Webhook.id, Webhook.url).where(Webhook.id.in_([row.webhook_id for row in rows]))
        urls = dict((await session.execute(found)).all())
        for row in rows:
            row.url = urls[row.webhook_id]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Delivery) -> bool:
        fits = name == "view" or obj.status != PENDING
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("redeliver", "再推一次", confirmation="同一条消息再推一次？", submit_btn_text="推送")
    async def redeliver(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await webhooks.redeliver(session, staff_of_request(request).actor, int(pk))
