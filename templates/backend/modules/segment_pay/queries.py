"""Reading offers and purchases."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PriceLine
from app.core.pagination import Page, PageQuery, paginate
from app.modules.course.api import Chapter, CourseNotFound, course_titles, find
from app.modules.identity.api import masked_names
from app.modules.segment_pay import offers, step
from app.modules.segment_pay.models import WHOLE, Entitlement
from app.modules.segment_pay.offers import ALL
from app.modules.segment_pay.schemas import ChapterPrice, PricesIn, PurchaseOut, SegmentOut, SegmentsOut, WholePrice
from app.modules.segment_pay.states import ACTIVE, HELD


async def of_course(session: AsyncSession, course_id: int, user_id: int | None) -> SegmentsOut:
    """What can be bought of a published course, as somebody sees it. Raises CourseNotFound."""
    if (await find(session, course_id)).published_at is None:
        raise CourseNotFound
    found = (await offers.segments(session, [course_id])).get(course_id, [])
    here = await step.basket(session, user_id or 0, [_line(one) for one in found])
    whole = here.mine.get((course_id, WHOLE))
    items = []
    for one in found:
        mine = here.mine.get((course_id, one.offer.part))
        owned = any(right is not None and right.status == ACTIVE for right in (mine, whole))
        items.append(
            SegmentOut(
                sku_id=one.offer.sku_id,
                spu_id=one.sku.spu_id,
                chapter_id=one.offer.chapter_id,
                title=one.title,
                price_fen=one.sku.price_fen,
                original_price_fen=one.sku.original_price_fen,
                deduct_fen=min(here.deduction(one.offer), one.sku.price_fen),
                owned=owned,
                pending_order_id=mine.order_id if mine is not None and mine.status == HELD else None,
            )
        )
    return SegmentsOut(items=items)


def _line(one: offers.Segment) -> PriceLine:
    return PriceLine(one.offer.sku_id, one.sku.spu_id, 1, one.sku.price_fen)


async def prices(session: AsyncSession, course_id: int) -> PricesIn:
    """Raises CourseNotFound."""
    await find(session, course_id)
    whole, chapters = None, []
    for one in (await offers.segments(session, [course_id])).get(course_id, []):
        price = {"price_fen": one.sku.price_fen, "original_price_fen": one.sku.original_price_fen}
        if one.offer.chapter_id is None:
            whole = WholePrice(**price)
        else:
            chapters.append(ChapterPrice(chapter_id=one.offer.chapter_id, **price))
    return PricesIn(whole=whole, chapters=chapters)


async def purchases(
    session: AsyncSession, page: PageQuery, *, course_id: int | None, status: str | None
) -> Page[PurchaseOut]:
    statement = sa.select(Entitlement)
    if course_id is not None:
        statement = statement.where(Entitlement.course_id == course_id)
    if status is not None:
        statement = statement.where(Entitlement.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Entitlement.id])
    return Page(items=await told(session, rows), next_cursor=cursor)


async def told(session: AsyncSession, rows: Sequence[Entitlement]) -> list[PurchaseOut]:
    """Purchases as staff see them: whose, by a masked name."""
    names = await masked_names(session, {row.user_id for row in rows})
    courses = await course_titles(session, {row.course_id for row in rows})
    chapters = sa.select(Chapter.id, Chapter.title).where(Chapter.id.in_({row.part for row in rows}))
    parts = {WHOLE: ALL, **dict((await session.execute(chapters)).all())}
    facts = PurchaseOut.model_fields.keys() - {"name", "course", "part"}
    return [
        PurchaseOut(
            **{name: getattr(row, name) for name in facts},
            name=names[row.user_id],
            course=courses[row.course_id],
            part=parts[row.part],
        )
        for row in rows
    ]
