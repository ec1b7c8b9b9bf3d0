"""What sending costs: a step of the price, by the region of the address and the weight or number of what is sent."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Destination, PriceLine, Problem, Quote
from app.core.errors import AppError
from app.modules.catalog.api import skus_by_id
from app.modules.delivery.models import FreightRule
from app.modules.delivery.regions import short_city, short_province
from app.modules.delivery.settings import DeliverySettings


class Freight:
    name = "freight"
    refusals: Sequence[type[AppError]] = ()

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        """Nothing until the customer has chosen an address."""
        if quote.destination is None:
            return quote
        rule = await rule_for(session, quote.destination)
        if rule is None:
            settings = DeliverySettings.load()
            return _with_freight(quote, settings.freight, settings.free_from)
        if not rule.delivers:
            there = f"{quote.destination.province}{quote.destination.city}"
            refusal = Problem("NOT_DELIVERABLE", f"暂不支持配送到{there}，请换一个地址")
            return replace(quote, problems=(*quote.problems, refusal))
        units = await _units(session, rule, quote.lines)
        return _with_freight(quote, cost(rule, units), rule.free_from_fen)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """There is nothing to take."""

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """There is nothing to give back."""


async def rule_for(session: AsyncSession, to: Destination) -> FreightRule | None:
    """The rule of the city, else of its province, else of everywhere."""
    province, city = short_province(to.province), short_city(to.city)
    fits = sa.or_(
        sa.and_(FreightRule.province == province, FreightRule.city.in_([city, ""])), FreightRule.province == ""
    )
    narrowest = sa.select(FreightRule).where(fits).order_by(FreightRule.city.desc(), FreightRule.province.desc())
    return await session.scalar(narrowest.limit(1))


def cost(rule: FreightRule, units: int) -> int:
    """The first so many grams or pieces, then each further lot that is begun."""
    further = max(0, units - rule.first)
    return rule.first_fen + -(-further // rule.next) * rule.next_fen


async def _units(session: AsyncSession, rule: FreightRule, lines: Sequence[PriceLine]) -> int:
    if rule.by == "piece":
        return sum(line.quantity for line in lines)
    skus = await skus_by_id(session, [line.sku_id for line in lines])
    return sum(skus[line.sku_id].weight_g * line.quantity for line in lines)


def _with_freight(quote: Quote, freight_fen: int, free_from_fen: int) -> Quote:
    """With what is still missing until it is free, for whoever shows it."""
    goods_fen = sum(line.total_fen for line in quote.lines)
    missing_fen = max(0, free_from_fen - goods_fen)
    if free_from_fen and freight_fen:
        quote = quote.offering(Freight.name, {"free_from_fen": free_from_fen, "missing_fen": missing_fen})
    free = free_from_fen and not missing_fen
    return replace(quote, freight_fen=quote.freight_fen + (0 if free else freight_fen))
