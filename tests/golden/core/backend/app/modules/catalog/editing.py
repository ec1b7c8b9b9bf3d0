"""What staff do to products. Every change is audited, prices with what they were, and whoever shows what an SKU costs
or is called hears of it (`SkuChanged`).

Edits of one product wait for each other at its row: it is locked first, then its SKUs are written.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.catalog import SkuChanged
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.core.events import emit
from app.modules.catalog import repository, search
from app.modules.catalog.errors import CategoryNotFound, CodeTaken, EditedMeanwhile, SkuNotFound, SpuNotFound
from app.modules.catalog.models import Category, Sku, Spu, spec_hash
from app.modules.catalog.schemas import PriceIn, SkuIn, SpuEdit, SpuIn

_PLAIN = ("category_id", "code", "name", "subtitle", "pictures", "position", "description")


async def create_spu(session: AsyncSession, actor: Actor, body: SpuIn) -> Spu:
    """A product that is not on sale yet. Raises CategoryNotFound, CodeTaken."""
    spu = Spu(created_at=clock.now())
    await _fill(session, spu, body)
    session.add(spu)
    await _flush(session, body.code)
    await search.index(session, spu)
    await _write_skus(session, spu.id, body.skus)
    await audit.record(session, actor, "spu.create", "spu", spu.id, name=spu.name)
    return spu


async def update_spu(session: AsyncSession, actor: Actor, spu_id: int, body: SpuEdit) -> Spu:
    """Replace what the product says. SKUs with the same specs as before stay the same; those left out are retired.

    Raises SpuNotFound, EditedMeanwhile, CategoryNotFound, CodeTaken.
    """
    spu = await _locked(session, spu_id)
    if spu.version != body.version:
        raise EditedMeanwhile(version=spu.version)
    changes = {
        name: [getattr(spu, name), getattr(body, name)] for name in _PLAIN if getattr(spu, name) != getattr(body, name)
    }
    if "description" in changes:
        changes["description"] = []  # that it changed, not twice the whole text
    before = {sku.spec_hash: sku for sku in await repository.active_skus(session, [spu_id])}
    prices = {sku.spec_hash: sku.price_fen for sku in before.values()}
    await _fill(session, spu, body)
    spu.version += 1
    await _flush(session, body.code)
    await search.index(session, spu)
    await _write_skus(session, spu_id, body.skus)
    await audit.record(session, actor, "spu.edit", "spu", spu_id, **changes)
    for sku in await repository.active_skus(session, [spu_id]):
        was = prices.pop(sku.spec_hash, None)
        if was is None:
            await audit.record(session, actor, "sku.create", "sku", sku.id, price_fen=sku.price_fen)
        elif was != sku.price_fen:
            await audit.record(session, actor, "sku.reprice", "sku", sku.id, price_fen=[was, sku.price_fen])
        if was != sku.price_fen or "name" in changes:  # one that is made again may have been cheaper before
            await emit(session, SkuChanged(sku.id, spu_id))
    for gone in prices:
        await audit.record(session, actor, "sku.retire", "sku", before[gone].id)
    return spu


async def set_on_sale(session: AsyncSession, actor: Actor, spu_id: int, *, on_sale: bool) -> Spu:
    """Put the product on sale or take it off; either is harmless when it is so already. Raises SpuNotFound."""
    spu = await _locked(session, spu_id)
    if spu.on_sale != on_sale:
        spu.on_sale = on_sale
        spu.published_at = spu.published_at or clock.now()
        spu.version += 1
        await search.index(session, spu)
        await audit.record(session, actor, "spu.on_sale" if on_sale else "spu.off_sale", "spu", spu_id)
    return spu


async def reprice(session: AsyncSession, actor: Actor, sku_id: int, body: PriceIn) -> Spu:
    """Change what one SKU costs. Raises SkuNotFound."""
    known = await session.get(Sku, sku_id)
    if known is None or not known.active:
        raise SkuNotFound
    spu = await _locked(session, known.spu_id)
    sku = await session.get_one(Sku, sku_id, populate_existing=True)
    was = [sku.price_fen, sku.original_price_fen]
    sku.price_fen, sku.original_price_fen = body.price_fen, body.original_price_fen
    await session.flush()
    _show_price(spu, await repository.active_skus(session, [spu.id]))
    spu.version += 1
    await audit.record(
        session, actor, "sku.reprice", "sku", sku_id,
        price_fen=[was[0], sku.price_fen], original_price_fen=[was[1], sku.original_price_fen],
    )  # fmt: skip
    if was[0] != sku.price_fen:
        await emit(session, SkuChanged(sku_id, spu.id))
    return spu


async def _locked(session: AsyncSession, spu_id: int) -> Spu:
    spu = await session.get(Spu, spu_id, with_for_update=True, populate_existing=True)
    if spu is None:
        raise SpuNotFound
    return spu


async def _fill(session: AsyncSession, spu: Spu, body: SpuIn) -> None:
    category = await session.get(Category, body.category_id)
    if category is None:
        raise CategoryNotFound
    above = await session.get(Category, category.parent_id) if category.parent_id else None
    # Nothing is asked from here on: a query would write what is not finished, and meet a code that is taken.
    for name in _PLAIN:
        setattr(spu, name, getattr(body, name))
    spu.specs = [{"name": spec.name, "values": spec.values} for spec in body.specs]
    spu.updated_at = clock.now()
    _show_price(spu, body.skus)
    names = [row.name for row in (above, category) if row]
    search.fill(spu, names, [sku.code for sku in body.skus])


def _show_price(spu: Spu, prices: Iterable[PriceIn | Sku]) -> None:
    """Lists show the lowest price among the active SKUs, and what that SKU used to cost."""
    cheapest = min(prices, key=lambda sku: sku.price_fen)
    spu.price_fen, spu.original_price_fen = cheapest.price_fen, cheapest.original_price_fen


async def _write_skus(session: AsyncSession, spu_id: int, skus: Sequence[SkuIn]) -> None:
    """All are retired first, so that codes may change places, then those that `skus` names are written again."""
    await session.execute(sa.update(Sku).where(Sku.spu_id == spu_id).values(active=False))
    for position, sku in enumerate(skus):
        row: dict[str, Any] = {**sku.model_dump(), "position": position, "active": True}
        key = {"spu_id": spu_id, "spec_hash": spec_hash(sku.specs)}
        write = upsert(session, Sku).values({**row, **key})
        try:
            await session.execute(write.on_conflict_do_update(index_elements=["spu_id", "spec_hash"], set_=row))
        except IntegrityError:
            raise CodeTaken(code=sku.code) from None


async def _flush(session: AsyncSession, code: str | None) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise CodeTaken(code=code) from None
