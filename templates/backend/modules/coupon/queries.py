"""Reading templates and coupons, as customers and as staff see them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import count_by
from app.core.pagination import Page, PageQuery, paginate
from app.modules.coupon import scope
from app.modules.coupon.errors import TemplateNotFound
from app.modules.coupon.models import Coupon, CouponTemplate, expired_at, unused_at
from app.modules.coupon.schemas import (
    ClaimOut,
    CountsOut,
    CouponOut,
    GivenOut,
    StaffTemplate,
    State,
    TemplateOut,
    Terms,
)
from app.modules.coupon.settings import CouponSettings
from app.modules.coupon.states import ISSUING

SHOWN_BESIDE_A_PRODUCT = 20


def terms_of(template: CouponTemplate, texts: dict[int, str]) -> dict[str, Any]:
    """The fields of `Terms`; `texts` as `scope.texts` gives them."""
    shown = Terms.model_fields.keys() - {"scope_text"}
    return {name: getattr(template, name) for name in shown} | {"scope_text": texts[template.id]}


def _given() -> sa.Select[CouponTemplate]:
    """What is being given away by button."""
    open_ = sa.or_(CouponTemplate.valid_until.is_(None), CouponTemplate.valid_until > clock.now())
    return sa.select(CouponTemplate).where(CouponTemplate.status == ISSUING, CouponTemplate.claim_by == "button", open_)


async def given_for(session: AsyncSession, spu_id: int) -> list[GivenOut]:
    """The newest that there are for a product, without those that are all gone."""
    left = sa.or_(CouponTemplate.total_limit.is_(None), CouponTemplate.claimed < CouponTemplate.total_limit)
    statement = _given().where(left, await scope.covering(session, spu_id))
    rows = (await session.scalars(statement.order_by(CouponTemplate.id.desc()).limit(SHOWN_BESIDE_A_PRODUCT))).all()
    texts = await scope.texts(session, rows)
    return [GivenOut(**_of_given(row, texts)) for row in rows]


async def claimable(
    session: AsyncSession, user_id: int, page: PageQuery, spu_id: int | None = None
) -> Page[TemplateOut]:
    """What is being given away by button, for this product, the newest first, with what the customer already has."""
    statement = _given() if spu_id is None else _given().where(await scope.covering(session, spu_id))
    rows, cursor = await paginate(session, statement, page, key=[CouponTemplate.id])
    mine = sa.and_(Coupon.user_id == user_id, Coupon.template_id.in_([row.id for row in rows]))
    counts = await count_by(session, Coupon.template_id, mine)
    texts = await scope.texts(session, rows)
    return Page(items=[_template(row, counts[row.id], texts) for row in rows], next_cursor=cursor)


def _of_given(row: CouponTemplate, texts: dict[int, str]) -> dict[str, Any]:
    """The fields of `GivenOut`."""
    shown = {name: getattr(row, name) for name in ("id", "valid_from", "valid_until", "valid_days")}
    left = None if row.total_limit is None else row.total_limit - row.claimed
    return terms_of(row, texts) | shown | {"left": left}


def _template(row: CouponTemplate, mine: int, texts: dict[int, str]) -> TemplateOut:
    given = _of_given(row, texts)
    claimable = given["left"] != 0 and mine < row.per_user_limit
    return TemplateOut(**given, mine=mine, per_user_limit=row.per_user_limit, claimable=claimable)


def _in_state(status: State) -> sa.ColumnElement[bool]:
    now = clock.now()
    return {"unused": unused_at(now), "expired": expired_at(now)}.get(status, Coupon.status == status)


async def mine(session: AsyncSession, user_id: int, status: State | None, page: PageQuery) -> Page[CouponOut]:
    """The customer's coupons, the newest first."""
    statement = sa.select(Coupon).where(Coupon.user_id == user_id)
    statement = statement.where(_in_state(status)) if status else statement
    rows, cursor = await paginate(session, statement, page, key=[Coupon.id])
    return Page(items=await shown(session, rows), next_cursor=cursor)


async def counts(session: AsyncSession, user_id: int) -> CountsOut:
    """How many of the customer's coupons are in each state; 0 is said as well."""
    states: tuple[State, ...] = ("unused", "locked", "used", "expired")
    sums = [sa.func.coalesce(sa.func.sum(sa.case((_in_state(state), 1), else_=0)), 0).label(state) for state in states]
    row = (await session.execute(sa.select(*sums).where(Coupon.user_id == user_id))).one()
    return CountsOut.model_validate(row, from_attributes=True)


async def shown(session: AsyncSession, rows: Sequence[Coupon]) -> list[CouponOut]:
    now = clock.now()
    soon = now + CouponSettings.load().expires_soon
    texts = await scope.texts(session, [row.template for row in rows])
    return [
        CouponOut(
            **terms_of(row.template, texts),
            id=row.id,
            template_id=row.template_id,
            status=(state := row.state_at(now)),
            claimed_at=row.claimed_at,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            used_at=row.used_at,
            order_id=row.order_id,
            expires_soon=state == "unused" and row.valid_until <= soon,
        )
        for row in rows
    ]


async def find(session: AsyncSession, template_id: int) -> CouponTemplate:
    """Raises TemplateNotFound."""
    template = await session.get(CouponTemplate, template_id, populate_existing=True)
    if template is None:
        raise TemplateNotFound
    return template


async def templates(session: AsyncSession, page: PageQuery) -> Page[StaffTemplate]:
    rows, cursor = await paginate(session, sa.select(CouponTemplate), page, key=[CouponTemplate.id])
    return Page(items=[for_staff(row) for row in rows], next_cursor=cursor)


def for_staff(row: CouponTemplate) -> StaffTemplate:
    return StaffTemplate.model_validate(row, from_attributes=True)


async def claims(session: AsyncSession, template_id: int, page: PageQuery) -> Page[ClaimOut]:
    """Who has one and what became of it, the latest first. Raises TemplateNotFound."""
    await find(session, template_id)
    statement = sa.select(Coupon).where(Coupon.template_id == template_id)
    rows, cursor = await paginate(session, statement, page, key=[Coupon.id])
    now = clock.now()
    items = [
        ClaimOut(
            id=row.id,
            user_id=row.user_id,
            status=row.state_at(now),
            claimed_at=row.claimed_at,
            valid_until=row.valid_until,
            order_id=row.order_id,
            used_at=row.used_at,
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)
