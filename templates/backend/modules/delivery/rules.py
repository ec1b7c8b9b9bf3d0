"""Freight rules, as staff write them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.modules.delivery.errors import RuleNotFound, RuleTaken
from app.modules.delivery.models import FreightRule
from app.modules.delivery.regions import short_city, short_province
from app.modules.delivery.schemas import RuleIn


async def all_rules(session: AsyncSession) -> Sequence[FreightRule]:
    query = sa.select(FreightRule).order_by(FreightRule.province, FreightRule.city)
    return (await session.scalars(query)).all()


async def create(session: AsyncSession, actor: Actor, body: RuleIn) -> FreightRule:
    """Raises RuleTaken."""
    rule = FreightRule(**_values(body))
    session.add(rule)
    await _flush(session)
    await audit.record(session, actor, "freight_rule.create", "freight_rule", rule.id, place=rule.place)
    return rule


async def update(session: AsyncSession, actor: Actor, rule_id: int, body: RuleIn) -> FreightRule:
    """Raises RuleNotFound, RuleTaken."""
    rule = await _locked(session, rule_id)
    for name, value in _values(body).items():
        setattr(rule, name, value)
    await _flush(session)
    await audit.record(session, actor, "freight_rule.edit", "freight_rule", rule_id, place=rule.place)
    return rule


async def delete(session: AsyncSession, actor: Actor, rule_id: int) -> None:
    """Raises RuleNotFound."""
    rule = await _locked(session, rule_id)
    await session.delete(rule)
    await session.flush()
    await audit.record(session, actor, "freight_rule.delete", "freight_rule", rule_id, place=rule.place)


async def _locked(session: AsyncSession, rule_id: int) -> FreightRule:
    rule = await session.get(FreightRule, rule_id, with_for_update=True, populate_existing=True)
    if rule is None:
        raise RuleNotFound
    return rule


def _values(body: RuleIn) -> dict[str, object]:
    short = {"province": short_province(body.province), "city": short_city(body.city)}
    return {**body.model_dump(), **short}


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise RuleTaken from None
