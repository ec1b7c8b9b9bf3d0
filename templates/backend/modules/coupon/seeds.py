"""Demo data: coupons that are being given away, by button and by exchange code."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.catalog.api import category_tree
from app.modules.coupon import editing
from app.modules.coupon.codes import normal
from app.modules.coupon.models import CouponCode
from app.modules.coupon.schemas import TemplateIn
from app.modules.coupon.terms import percent_off_at

Row = Mapping[str, Any]

USES = 1000
"""How many customers may use an exchange code."""


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `coupons`: amounts in yuan, a percentage as customers call it (`fold: 8.5`), categories by their codes;
    with a `code` it is had for that alone, with `birthday: true` on a birthday.

    Raises KeyError for an unknown category, ValueError for a bad row.
    """
    category_ids = {row.code: row.id for row in await category_tree(session) if row.code}
    for row in data.rows.get("coupons", ()):
        template = await editing.create(session, SYSTEM, _template(row, category_ids))
        await editing.issue(session, SYSTEM, template.id)
        if "code" in row:
            code = normal(row["code"])
            session.add(
                CouponCode(template_id=template.id, code=code, uses=USES, uses_left=USES, created_at=clock.now())
            )


def _template(row: Row, category_ids: Mapping[str, int]) -> TemplateIn:
    target_ids = [category_ids[code] for code in row.get("categories", ())]
    return TemplateIn.model_validate(
        {
            "name": row["name"],
            "kind": "percent" if "fold" in row else "amount",
            "amount_fen": _fen(row, "amount"),
            "percent_off": percent_off_at(str(row["fold"])) if "fold" in row else None,
            "cap_fen": _fen(row, "cap"),
            "threshold_fen": _fen(row, "threshold") or 0,
            "scope": "category" if target_ids else "all",
            "target_ids": target_ids,
            "claim_by": "code" if "code" in row else "birthday" if row.get("birthday") else "button",
            "total_limit": row.get("total_limit"),
            "per_user_limit": row.get("per_user_limit", 1),
            "valid_days": row["valid_days"],
        }
    )


def _fen(row: Row, name: str) -> int | None:
    return fen_from_yuan(str(row[name])) if name in row else None
