"""Reading reviews, as everybody, their writers and staff see them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import count_by
from app.core.masking import mask_name
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.identity.api import nicknames
from app.modules.order.api import find as find_order
from app.modules.review import writing
from app.modules.review.errors import ReviewNotFound
from app.modules.review.models import Review
from app.modules.review.schemas import (
    LineToReview,
    MyReview,
    OrderReviews,
    ReviewOut,
    SpuReviews,
    StaffReview,
)
from app.modules.review.settings import ReviewSettings
from app.modules.review.states import HIDDEN, PENDING, REFUSED, REVIEW, SHOWN

ANONYMOUS = "匿名顾客"
MODERATE, REPLY = "review.moderate", "review.reply"


async def of_spu(session: AsyncSession, spu_id: int, stars: int | None, page: PageQuery) -> SpuReviews:
    """What is shown of a product, newest first; the figures are of all stars."""
    shown = sa.and_(Review.spu_id == spu_id, Review.status == SHOWN)
    counts = await count_by(session, Review.stars, shown)
    total = counts.total()
    statement = sa.select(Review).where(shown)
    if stars is not None:
        statement = statement.where(Review.stars == stars)
    rows, cursor = await paginate(session, statement, page, key=[Review.id])
    names = await nicknames(session, {row.user_id for row in rows})
    return SpuReviews(
        items=[ReviewOut.model_validate(_values(row, names)) for row in rows],
        next_cursor=cursor,
        total=total,
        average=round(sum(star * count for star, count in counts.items()) / total, 1) if total else None,
        counts={str(star): counts.get(star, 0) for star in range(1, 6)},
    )


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[MyReview]:
    statement = sa.select(Review).where(Review.user_id == user_id)
    rows, cursor = await paginate(session, statement, page, key=[Review.id])
    return Page(items=await told(session, rows), next_cursor=cursor)


async def told(session: AsyncSession, rows: Sequence[Review]) -> list[MyReview]:
    """The reviews as their writer sees them."""
    names = await nicknames(session, {row.user_id for row in rows})
    return [MyReview.model_validate(_values(row, names)) for row in rows]


async def of_order(session: AsyncSession, order_id: int, user_id: int) -> OrderReviews:
    """What can be reviewed and what has been. Raises OrderNotFound."""
    order = await find_order(session, order_id, user_id=user_id)
    lines = Review.line_id.in_([line.id for line in order.lines])
    written = await told(session, (await session.scalars(sa.select(Review).where(lines))).all())
    by_line = {review.line_id: review for review in written}
    end, rules = writing.until(order), ReviewSettings.load()
    return OrderReviews(
        open=end is not None and end > clock.now(),
        until=end,
        max_pictures=rules.max_pictures,
        anonymous=rules.anonymous,
        items=[
            LineToReview(
                line_id=line.id,
                spu_id=line.spu_id,
                name=line.name,
                specs_text=line.specs_text,
                image_url=line.image_url,
                review=by_line.get(line.id),
            )
            for line in order.lines
        ],
    )


async def staff_page(session: AsyncSession, staff: Staff, status: str | None, page: PageQuery) -> Page[StaffReview]:
    statement = sa.select(Review)
    if status is not None:
        statement = statement.where(Review.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Review.id])
    return Page(items=await _for_staff(session, staff, rows), next_cursor=cursor)


async def staff_detail(session: AsyncSession, staff: Staff, review_id: int) -> StaffReview:
    [review] = await _for_staff(session, staff, [await find(session, review_id)])
    return review


async def _for_staff(session: AsyncSession, staff: Staff, rows: Sequence[Review]) -> list[StaffReview]:
    names = await nicknames(session, {row.user_id for row in rows})
    return [
        StaffReview.model_validate(
            {**_values(row, names), "user_id": row.user_id, "verdict": row.verdict, "can": staff_can(row, staff)}
        )
        for row in rows
    ]


async def find(session: AsyncSession, review_id: int) -> Review:
    """Raises ReviewNotFound."""
    review = await session.get(Review, review_id, populate_existing=True)
    if review is None:
        raise ReviewNotFound
    return review


def staff_can(review: Review, staff: Staff) -> list[str]:
    """The actions that the review's state and the reader's permissions leave."""
    possible = {
        "release": (REVIEW.allows(review.status, SHOWN) and review.status != PENDING, MODERATE),
        "hide": (REVIEW.allows(review.status, HIDDEN), MODERATE),
        "reply": (review.status not in {PENDING, REFUSED}, REPLY),
    }
    return [action for action, (fits, permission) in possible.items() if fits and staff.can(permission)]


def _values(review: Review, names: dict[int, str]) -> dict[str, Any]:
    shown = MyReview.model_fields.keys() - {"author", "pictures"}
    name = names.get(review.user_id)
    author = mask_name(name) if name and not review.anonymous else ANONYMOUS
    pictures = [media_url(picture.name) for picture in review.pictures]
    return {**{name: getattr(review, name) for name in shown}, "author": author, "pictures": pictures}
