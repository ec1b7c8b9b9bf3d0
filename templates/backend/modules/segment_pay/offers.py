"""What can be bought of a course: a product of the catalogue's, with an SKU for the whole and for each chapter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import CoursePublished, CourseRetired, Offer
from app.core import audit
from app.core.context import SYSTEM, Actor
from app.core.database import upsert
from app.modules.catalog.api import (
    SkuIn,
    SkuInfo,
    SpecIn,
    SpuIn,
    keep_category,
    keep_product,
    show_product,
    skus_by_id,
)
from app.modules.course.api import PUBLISHED, Chapter, Course, Outline, find, outline_of
from app.modules.segment_pay.errors import PricesInvalid
from app.modules.segment_pay.models import WHOLE, SegmentOffer
from app.modules.segment_pay.schemas import PricesIn, WholePrice

CATEGORY_CODE, CATEGORY = "course", "课程"
SPEC, ALL = "内容", "整门课程"
MOST_LETTERS = 40


@dataclass(frozen=True)
class Segment:
    """An offer with its SKU as it is now."""

    offer: SegmentOffer
    sku: SkuInfo

    @property
    def title(self) -> str:
        return self.sku.specs_text


async def set_prices(session: AsyncSession, actor: Actor, course_id: int, body: PricesIn) -> None:
    """What the course costs from now on; without any price it costs nothing. Orders that are placed keep theirs.

    Raises CourseNotFound, PricesInvalid.
    """
    course = await find(session, course_id)
    outline = await outline_of(session, course_id)
    wanted = _wanted(outline, body)
    await session.execute(sa.update(SegmentOffer).where(SegmentOffer.course_id == course_id).values(active=False))
    if not wanted:
        await show_product(session, actor, _code(course_id), on_sale=False)
    else:
        product = await _product(session, actor, course, wanted)
        ids = await keep_product(session, actor, product, on_sale=course.status == PUBLISHED)
        for chapter, _ in wanted:
            row = {"course_id": course_id, "chapter_id": chapter.id if chapter else None, "active": True}
            row["part"] = chapter.id if chapter else WHOLE
            write = upsert(session, SegmentOffer).values(sku_id=ids[_sku_code(course_id, chapter)], **row)
            await session.execute(write.on_conflict_do_update(index_elements=["sku_id"], set_=row))
    told = {str(chapter.id if chapter else "whole"): price.price_fen for chapter, price in wanted}
    await audit.record(session, actor, "course.price", "course", course_id, prices=told)


def _wanted(outline: Outline, body: PricesIn) -> list[tuple[Chapter | None, WholePrice]]:
    """The whole first, then chapters in their order. Raises PricesInvalid."""
    chapters = {price.chapter_id: price for price in body.chapters}
    if len(chapters) < len(body.chapters):
        raise PricesInvalid("有一章写了两个价格")
    if strangers := chapters.keys() - {chapter.id for chapter in outline.chapters}:
        raise PricesInvalid("有一章不在这门课程里", chapter_ids=sorted(strangers))
    wanted: list[tuple[Chapter | None, WholePrice]] = [(None, body.whole)] if body.whole else []
    return wanted + [(chapter, chapters[chapter.id]) for chapter in outline.chapters if chapter.id in chapters]


async def _product(
    session: AsyncSession, actor: Actor, course: Course, wanted: Sequence[tuple[Chapter | None, WholePrice]]
) -> SpuIn:
    """Raises PricesInvalid."""
    if course.cover is None:
        raise PricesInvalid("请先给课程上传封面，它也是商品的图片")
    names = _names([chapter.title if chapter else ALL for chapter, _ in wanted])
    try:
        skus = [
            SkuIn(
                code=_sku_code(course.id, chapter),
                specs={SPEC: name},
                price_fen=price.price_fen,
                original_price_fen=price.original_price_fen,
            )
            for name, (chapter, price) in zip(names, wanted, strict=True)
        ]
    except ValidationError as error:
        raise PricesInvalid("原价不能低于现价") from error
    return SpuIn(
        category_id=await keep_category(session, actor, CATEGORY_CODE, CATEGORY),
        code=_code(course.id),
        name=course.title,
        subtitle=course.subtitle,
        description=course.about,
        pictures=[course.cover],
        specs=[SpecIn(name=SPEC, values=names)],
        skus=skus,
    )


def _names(titles: Sequence[str]) -> list[str]:
    """As customers choose from them: short enough, and no two the same."""
    names: list[str] = []
    for title in titles:
        name, times = title[:MOST_LETTERS], 1
        while name in names:
            times += 1
            name = f"{title[: MOST_LETTERS - 5]}（{times}）"
        names.append(name)
    return names


def _code(course_id: int) -> str:
    return f"COURSE-{course_id}"


def _sku_code(course_id: int, chapter: Chapter | None) -> str:
    return f"{_code(course_id)}-{chapter.id if chapter else 'ALL'}"


async def segments(session: AsyncSession, course_ids: Collection[int]) -> dict[int, list[Segment]]:
    """What is offered of these courses, the whole first, then its chapters; courses that cost nothing are left out."""
    statement = sa.select(SegmentOffer).outerjoin(Chapter, Chapter.id == SegmentOffer.chapter_id)
    statement = statement.where(SegmentOffer.course_id.in_(course_ids), SegmentOffer.active)
    in_order = (SegmentOffer.part != WHOLE, Chapter.position, SegmentOffer.part)
    rows = (await session.scalars(statement.order_by(*in_order))).all()
    skus = await skus_by_id(session, {row.sku_id for row in rows})
    found: dict[int, list[Segment]] = {}
    for row in rows:
        found.setdefault(row.course_id, []).append(Segment(row, skus[row.sku_id]))
    return found


async def by_sku(session: AsyncSession, sku_ids: Collection[int]) -> dict[int, SegmentOffer]:
    """What these SKUs are of a course, offered now or not; other goods are left out."""
    rows = await session.scalars(sa.select(SegmentOffer).where(SegmentOffer.sku_id.in_(sku_ids)))
    return {row.sku_id: row for row in rows}


def told(segment: Segment) -> Offer:
    """For the course's own pages."""
    return Offer(
        sku_id=segment.offer.sku_id,
        course_id=segment.offer.course_id,
        chapter_id=segment.offer.chapter_id,
        title=segment.title,
        price_fen=segment.sku.price_fen,
        original_price_fen=segment.sku.original_price_fen,
    )


async def on_course_moved(session: AsyncSession, event: CoursePublished | CourseRetired) -> None:
    """What it costs is for sale as long as the course is: as it is by now, for news may overtake each other."""
    course = await find(session, event.course_id)
    sold = course.status == PUBLISHED and bool(await segments(session, [course.id]))
    await show_product(session, SYSTEM, _code(course.id), on_sale=sold)
