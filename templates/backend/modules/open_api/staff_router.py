"""Keys and webhooks, for staff."""

from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep, paginate
from app.core.staff import CurrentStaff, require
from app.modules.open_api import keys, webhooks
from app.modules.open_api.errors import (
    AddressRefused,
    DeliveryNotFound,
    DeliveryRunning,
    EventUnknown,
    KeyNameTaken,
    KeyNotFound,
    ScopeUnknown,
    WebhookNotFound,
    WebhookThere,
)
from app.modules.open_api.models import ApiKey, Delivery, Webhook
from app.modules.open_api.schemas import (
    DeliveryOut,
    KeyIn,
    KeyMade,
    KeyOut,
    ScopeOut,
    WebhookIn,
    WebhookMade,
    WebhookOut,
)
from app.modules.open_api.signing import GUIDE
from app.modules.open_api.states import LABELS

router = APIRouter(prefix="/staff", tags=["店员·开放接口"])

READ = require("open_api.read")
MANAGE = require("open_api.manage")
UNFIT = (AddressRefused, EventUnknown, WebhookThere)


def key_out(key: ApiKey) -> dict[str, Any]:
    return {name: getattr(key, name) for name in KeyOut.model_fields}


def webhook_out(webhook: Webhook) -> dict[str, Any]:
    return {name: getattr(webhook, name) for name in WebhookOut.model_fields}


def delivery_out(delivery: Delivery) -> DeliveryOut:
    same = DeliveryOut.model_fields.keys() - {"status_label"}
    told = {name: getattr(delivery, name) for name in same}
    return DeliveryOut.model_validate({**told, "status_label": LABELS[delivery.status]})


@router.get("/api-keys", summary="接口密钥", dependencies=[READ])
async def listed(page: PageDep, database: DatabaseDep) -> Page[KeyOut]:
    async with database.read() as session:
        rows, cursor = await paginate(session, sa.select(ApiKey), page, key=[ApiKey.id])
        return Page(items=[KeyOut.model_validate(key_out(row)) for row in rows], next_cursor=cursor)


@router.get("/api-keys/scopes", summary="可以给接口密钥的权限", dependencies=[READ])
async def scopes() -> list[ScopeOut]:
    return [ScopeOut(id=scope, label=label) for scope, label in keys.scopes().items()]


@router.post(
    "/api-keys",
    status_code=201,
    summary="新增接口密钥",
    dependencies=[MANAGE],
    responses=raises(ScopeUnknown, KeyNameTaken),
    openapi_extra=repeatable("a key's name is given once"),
)
async def create(body: KeyIn, staff: CurrentStaff, database: DatabaseDep) -> KeyMade:
    async with database.begin() as session:
        key, token = await keys.create(session, staff.actor, body)
        return KeyMade(**key_out(key), token=token)


@router.post(
    "/api-keys/{key_id}/revoke",
    summary="停用接口密钥",
    dependencies=[MANAGE],
    responses=raises(KeyNotFound),
    openapi_extra=repeatable("a key ends once"),
)
async def revoke(key_id: Id, staff: CurrentStaff, database: DatabaseDep) -> KeyOut:
    async with database.begin() as session:
        return KeyOut.model_validate(key_out(await keys.revoke(session, staff.actor, key_id)))


@router.get("/webhooks", summary="推送地址", dependencies=[READ])
async def addresses(page: PageDep, database: DatabaseDep) -> Page[WebhookOut]:
    async with database.read() as session:
        rows, cursor = await paginate(session, sa.select(Webhook), page, key=[Webhook.id])
        return Page(items=[WebhookOut.model_validate(webhook_out(row)) for row in rows], next_cursor=cursor)


@router.get("/webhooks/events", summary="可以推送的事件", dependencies=[READ])
async def events() -> list[str]:
    return list(webhooks.events())


@router.post(
    "/webhooks",
    status_code=201,
    summary="登记推送地址",
    description=GUIDE,
    dependencies=[MANAGE],
    responses=raises(*UNFIT),
    openapi_extra=repeatable("an address is registered once"),
)
async def register(body: WebhookIn, staff: CurrentStaff, database: DatabaseDep) -> WebhookMade:
    async with database.begin() as session:
        webhook, secret = await webhooks.create(session, staff.actor, body)
        return WebhookMade(**webhook_out(webhook), secret=secret)


@router.put(
    "/webhooks/{webhook_id}",
    summary="修改推送地址",
    dependencies=[MANAGE],
    responses=raises(WebhookNotFound, *UNFIT),
)
async def change(webhook_id: Id, body: WebhookIn, staff: CurrentStaff, database: DatabaseDep) -> WebhookOut:
    async with database.begin() as session:
        return WebhookOut.model_validate(webhook_out(await webhooks.change(session, staff.actor, webhook_id, body)))


@router.post(
    "/webhooks/{webhook_id}/secret",
    summary="更换推送密钥",
    dependencies=[MANAGE],
    responses=raises(WebhookNotFound),
    openapi_extra=repeatable("the last secret is the one that counts"),
)
async def rotate(webhook_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WebhookMade:
    async with database.begin() as session:
        webhook, secret = await webhooks.rotate(session, staff.actor, webhook_id)
        return WebhookMade(**webhook_out(webhook), secret=secret)


@router.post(
    "/webhooks/{webhook_id}/ping",
    status_code=202,
    summary="试推一条",
    dependencies=[MANAGE],
    responses=raises(WebhookNotFound),
    openapi_extra=repeatable("one more message that says nothing"),
)
async def ping(webhook_id: Id, database: DatabaseDep) -> DeliveryOut:
    async with database.begin() as session:
        delivery_id = await webhooks.ping(session, webhook_id)
        return delivery_out(await session.get_one(Delivery, delivery_id))


@router.get("/webhook-deliveries", summary="推送记录", dependencies=[READ])
async def deliveries(
    page: PageDep,
    database: DatabaseDep,
    status: Annotated[str | None, Query(max_length=10)] = None,
    webhook_id: Id | None = None,
) -> Page[DeliveryOut]:
    statement = sa.select(Delivery)
    if status is not None:
        statement = statement.where(Delivery.status == status)
    if webhook_id is not None:
        statement = statement.where(Delivery.webhook_id == webhook_id)
    async with database.read() as session:
        rows, cursor = await paginate(session, statement, page, key=[Delivery.id])
        return Page(items=[delivery_out(row) for row in rows], next_cursor=cursor)


@router.post(
    "/webhook-deliveries/{delivery_id}/redeliver",
    status_code=202,
    summary="再推一次",
    dependencies=[MANAGE],
    responses=raises(DeliveryNotFound, DeliveryRunning),
    openapi_extra=repeatable("while it is on its way it is refused"),
)
async def redeliver(delivery_id: Id, staff: CurrentStaff, database: DatabaseDep) -> DeliveryOut:
    async with database.begin() as session:
        return delivery_out(await webhooks.redeliver(session, staff.actor, delivery_id))
