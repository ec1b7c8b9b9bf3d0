"""Where coupons can be used: products and categories, by id for the rules and by name for people."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PriceLine
from app.modules.catalog.api import categories_of, category_tree, skus_by_id, spu_names
from app.modules.coupon.errors import ScopeInvalid
from app.modules.coupon.models import CouponTarget, CouponTemplate
from app.modules.coupon.schemas import Scope
from app.modules.coupon.terms import Above

SHOWN_NAMES = 3


async def categories_above(session: AsyncSession, lines: Sequence[PriceLine]) -> Above:
    """For each SKU its category and the one above that."""
    parents = {row.id: row.parent_id for row in await category_tree(session)}
    skus = await skus_by_id(session, [line.sku_id for line in lines])
    own = {line.sku_id: skus[line.sku_id].category_id for line in lines}
    return {sku_id: [one for one in (category, parents[category]) if one] for sku_id, category in own.items()}


async def covering(session: AsyncSession, spu_id: int) -> sa.ColumnElement[bool]:
    """Condition: a template's coupons can be used for this product."""
    above = await categories_of(session, spu_id)
    named = sa.or_(CouponTarget.spu_id == spu_id, CouponTarget.category_id.in_(above))
    return sa.or_(
        CouponTemplate.scope == "all", CouponTemplate.id.in_(sa.select(CouponTarget.template_id).where(named))
    )


async def names(session: AsyncSession, scope: Scope, target_ids: Collection[int]) -> dict[int, str]:
    if scope == "category":
        return {row.id: row.name for row in await category_tree(session) if row.id in target_ids}
    return await spu_names(session, target_ids)


async def targets(session: AsyncSession, scope: Scope, target_ids: Sequence[int]) -> list[CouponTarget]:
    """Raises ScopeInvalid."""
    found = await names(session, scope, target_ids)
    if missing := [target for target in target_ids if target not in found]:
        raise ScopeInvalid(ids=missing)
    column = f"{scope}_id"
    return [CouponTarget(**{column: target}) for target in target_ids]


async def texts(session: AsyncSession, templates: Collection[CouponTemplate]) -> dict[int, str]:
    """By template, for people: "全部商品可用", "仅限：绿茶、红茶"."""
    wanted: dict[Scope, set[int]] = {"spu": set(), "category": set()}
    for template in templates:
        if template.scope != "all":
            wanted["spu" if template.scope == "spu" else "category"].update(template.target_ids)
    known = {scope: await names(session, scope, ids) if ids else {} for scope, ids in wanted.items()}
    return {
        template.id: "全部商品可用"
        if template.scope == "all"
        else _text([known["spu" if template.scope == "spu" else "category"][one] for one in template.target_ids])
        for template in templates
    }


def _text(found: Sequence[str]) -> str:
    more = f" 等 {len(found)} 项" if len(found) > SHOWN_NAMES else ""
    return f"仅限：{'、'.join(found[:SHOWN_NAMES])}{more}"
