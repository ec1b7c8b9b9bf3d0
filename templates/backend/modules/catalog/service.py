"""What customers see of the catalogue."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import STOCK, UnlimitedStock
from app.core.media import media_url
from app.core.pagination import Page, PageQuery
from app.modules.catalog import repository, search, searching
from app.modules.catalog.errors import SpuNotFound
from app.modules.catalog.models import Spu
from app.modules.catalog.schemas import CategoryOut, MediaOut, SkuOut, SortBy, SpecOut, SpuCard, SpuOut
from app.modules.catalog.searching import Wanted
from app.modules.catalog.settings import CatalogSettings


def url_of(picture: str | None) -> str | None:
    return media_url(picture) if picture else None


async def categories(session: AsyncSession) -> list[CategoryOut]:
    return [
        CategoryOut(id=row.id, name=row.name, parent_id=row.parent_id, icon_url=url_of(row.icon))
        for row in await repository.categories(session)
    ]


async def spu_page(
    session: AsyncSession, page: PageQuery, *, category_id: int | None = None, q: str = "", sort: SortBy = "default"
) -> Page[SpuCard]:
    """Products on sale. A search without a wish for another order shows first what fits best. Raises CursorInvalid."""
    wanted = Wanted(search.pieces(q), category_id, on_sale=True)
    order = CatalogSettings.load().default_sort if sort == "default" else sort
    if not wanted.query:
        spus, cursor = await repository.in_order(session, page, order, category_id=category_id, on_sale=True)
    elif sort == "default":
        spus, cursor = await searching.by_relevance(session, wanted, page)
    else:
        spus, cursor = await searching.in_order(session, wanted, page, order)
    return Page(items=await cards(session, spus), next_cursor=cursor)


async def cards(session: AsyncSession, spus: Sequence[Spu]) -> list[SpuCard]:
    skus = await repository.active_skus(session, [spu.id for spu in spus])
    available = await STOCK.one(UnlimitedStock()).available(session, [sku.id for sku in skus])
    left: dict[int, list[int | None]] = defaultdict(list)
    for sku in skus:
        left[sku.spu_id].append(available[sku.id])
    return [
        SpuCard(
            id=spu.id,
            name=spu.name,
            subtitle=spu.subtitle,
            cover_url=url_of(spu.cover),
            price_fen=spu.price_fen,
            original_price_fen=spu.original_price_fen,
            sold_count=spu.sold_count,
            sold_out=all(pieces == 0 for pieces in left[spu.id]),
        )
        for spu in spus
    ]


async def spu_detail(session: AsyncSession, spu_id: int) -> SpuOut:
    """A product that is or was on sale: orders still lead to the latter. Raises SpuNotFound."""
    spu = await session.get(Spu, spu_id)
    if spu is None or spu.published_at is None:
        raise SpuNotFound
    skus = await repository.active_skus(session, [spu_id])
    available = await STOCK.one(UnlimitedStock()).available(session, [sku.id for sku in skus])
    return SpuOut(
        id=spu.id,
        name=spu.name,
        subtitle=spu.subtitle,
        description=spu.description,
        media=[MediaOut(url=media_url(picture)) for picture in spu.pictures],
        specs=[SpecOut(**spec) for spec in spu.specs],
        skus=[
            SkuOut(
                id=sku.id,
                code=sku.code,
                specs=sku.specs,
                price_fen=sku.price_fen,
                original_price_fen=sku.original_price_fen,
                image_url=url_of(sku.picture),
                available=available[sku.id],
            )
            for sku in skus
        ],
        sold_count=spu.sold_count,
        on_sale=spu.on_sale,
    )
