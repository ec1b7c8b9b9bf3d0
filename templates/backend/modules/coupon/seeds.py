"""Demo data: coupons that are being given away, and one exchange code."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import category_tree
from app.modules.coupon import editing
from app.modules.coupon.models import CouponCode
from app.modules.coupon.schemas import TemplateIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `coupons`: each the fields of a template, with `categories` (codes) for its scope and `code` for an
    exchange code that everybody may use. Raises KeyError for a category that is not there.
    """
    ids = {row.code: row.id for row in await category_tree(session) if row.code}
    for row in data.rows.get("coupons", []):
        fields = {name: value for name, value in row.items() if name not in ("categories", "code")}
        body = TemplateIn.model_validate(fields | _scope(row, ids) | _claim(row))
        template = await editing.create(session, SYSTEM, body)
        await editing.issue(session, SYSTEM, template.id)
        if code := row.get("code"):
            await session.execute(sa.insert(CouponCode).values(_code(template.id, code)))


def _scope(row: Mapping[str, Any], ids: Mapping[str, int]) -> dict[str, Any]:
    categories = row.get("categories", [])
    return {"scope": "category", "target_ids": [ids[code] for code in categories]} if categories else {}


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"claim_by": "code" if "code" in row else "button"}


def _code(template_id: int, code: str) -> dict[str, Any]:
    uses = 1000
    return {"template_id": template_id, "code": code, "uses": uses, "uses_left": uses, "created_at": clock.now()}
