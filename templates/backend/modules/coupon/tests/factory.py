"""Coupons for tests, made as staff make them and claimed as customers claim them."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.coupon import codes, editing
from app.modules.coupon.models import Coupon, CouponTemplate
from app.modules.coupon.schemas import CodesIn, TemplateIn
from tests.keys import new_key
from tests.order.factory import address
from tests.types import Person

TEN_OFF: dict[str, Any] = {"name": "新人见面礼", "kind": "amount", "amount_fen": 1000, "valid_days": 7}


async def template(database: Database, *, issued: bool = True, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a template, ¥10 off for 7 days unless `fields` says otherwise; it is being given away."""
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, TemplateIn.model_validate(TEN_OFF | fields))
        if issued:
            await editing.issue(session, SYSTEM, made.id)
        return made.id


async def code_for(database: Database, template_id: int, *, uses: int = 1) -> str:
    async with database.begin() as session:
        (made,) = await codes.make(session, SYSTEM, template_id, CodesIn(count=1, uses=uses))
        return made.code


async def claim(person: Person, template_id: int) -> int:
    """The id of the person's new coupon."""
    answer = await person.client.post("/coupons/claim", json={"template_id": template_id}, headers=new_key())
    return int(answer.raise_for_status().json()["id"])


async def held(database: Database, person: Person, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a coupon that the person has claimed from a new template."""
    return await claim(person, await template(database, **fields))


async def coupon(database: Database, coupon_id: int) -> Coupon:
    async with database.read() as session:
        return await session.get_one(Coupon, coupon_id)


async def status_of(database: Database, coupon_id: int) -> str:
    return (await coupon(database, coupon_id)).status


async def end_now(database: Database, coupon_id: int) -> None:
    """Its last moment has come."""
    async with database.begin() as session:
        ended = {"valid_from": clock.now() - timedelta(days=1), "valid_until": clock.now()}
        await session.execute(sa.update(Coupon).where(Coupon.id == coupon_id).values(ended))


async def claimed(database: Database, template_id: int) -> int:
    async with database.read() as session:
        return (await session.get_one(CouponTemplate, template_id)).claimed


async def preview(person: Person, *sku_ids: int, quantity: int = 1, chosen: object = None) -> dict[str, Any]:
    inputs = {} if chosen is None else {"coupon": chosen}
    body = {"items": [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids], "inputs": inputs}
    shown: dict[str, Any] = (await person.client.post("/orders/preview", json=body)).raise_for_status().json()
    return shown


async def wish(person: Person, *sku_ids: int, chosen: object, quantity: int = 1) -> dict[str, Any]:
    """The body of POST /orders with this coupon, at the price that the preview shows."""
    payable = (await preview(person, *sku_ids, quantity=quantity, chosen=chosen))["payable_fen"]
    items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]
    inputs = {"coupon": chosen}
    return {"items": items, "address_id": await address(person), "expected_payable_fen": payable, "inputs": inputs}


async def order_with(person: Person, coupon_id: int, *sku_ids: int, quantity: int = 1) -> dict[str, Any]:
    """A new order that holds the coupon."""
    body = await wish(person, *sku_ids, chosen=coupon_id, quantity=quantity)
    answer = await person.client.post("/orders", json=body, headers=new_key())
    placed: dict[str, Any] = answer.raise_for_status().json()
    return placed
