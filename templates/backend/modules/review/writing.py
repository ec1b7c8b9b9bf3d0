"""Writing a review: who may, about what, with which pictures."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.database import changed, upsert
from app.modules.identity.api import lock_user
from app.modules.order.api import COMPLETED, Order, OrderLine
from app.modules.review import checking
from app.modules.review.errors import (
    AlreadyReviewed,
    LineNotFound,
    NotAnonymous,
    NotReviewable,
    PictureNotFound,
    TooManyPictures,
)
from app.modules.review.models import PictureCheck, Review, ReviewPicture
from app.modules.review.schemas import ReviewIn
from app.modules.review.settings import ReviewSettings
from app.modules.review.states import PENDING

FORGET_PICTURE = "review.forget_picture"
UNUSED_AFTER = timedelta(days=1)


def until(order: Order) -> datetime | None:
    """The end of the time for reviews; None while the order is not completed."""
    if order.status != COMPLETED or order.completed_at is None:
        return None
    return order.completed_at + ReviewSettings.load().window


class WriteReview:
    """Offers `review` among the actions of an order as long as something in it can be reviewed."""

    async def of(self, session: AsyncSession, user_id: int, order_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        since = clock.now() - ReviewSettings.load().window
        written = sa.exists().where(Review.line_id == OrderLine.id)
        open_orders = (
            sa.select(Order.id)
            .where(Order.id.in_(order_ids), Order.user_id == user_id)
            .where(Order.status == COMPLETED, Order.completed_at > since)
            .where(sa.exists().where(OrderLine.order_id == Order.id, ~written))
        )
        return {order_id: ["review"] for order_id in await session.scalars(open_orders)}


async def write(session: AsyncSession, user_id: int, body: ReviewIn) -> Review:
    """A review that nobody else sees yet; WeChat is asked after the commit.

    Raises LineNotFound, NotReviewable, AlreadyReviewed, PictureNotFound, TooManyPictures, NotAnonymous.
    """
    _within_rules(body)
    await lock_user(session, user_id)
    line = await _line(session, user_id, body.line_id)
    row = {
        "line_id": line.id,
        "spu_id": line.spu_id,
        "user_id": user_id,
        "name": line.name,
        "specs_text": line.specs_text,
        "stars": body.stars,
        "text": body.text,
        "anonymous": body.anonymous,
        "status": PENDING,
        "created_at": clock.now(),
    }
    insert = upsert(session, Review).values(row).on_conflict_do_nothing(index_elements=["line_id"])
    review_id = await session.scalar(insert.returning(Review.id))
    if review_id is None:
        raise AlreadyReviewed
    for position, picture_id in enumerate(body.picture_ids):
        mine = sa.and_(ReviewPicture.user_id == user_id, ReviewPicture.review_id.is_(None))
        take = sa.update(ReviewPicture).where(ReviewPicture.id == picture_id, mine)
        if not await changed(session, take.values(review_id=review_id, position=position)):
            raise PictureNotFound
    await checking.begin(session, review_id, picture_ids=body.picture_ids, has_text=bool(body.text))
    return await session.get_one(Review, review_id, populate_existing=True)


def _within_rules(body: ReviewIn) -> None:
    rules = ReviewSettings.load()
    if len(body.picture_ids) > rules.max_pictures:
        raise TooManyPictures(max_pictures=rules.max_pictures)
    if body.anonymous and not rules.anonymous:
        raise NotAnonymous


async def _line(session: AsyncSession, user_id: int, line_id: int) -> OrderLine:
    found = await session.execute(
        sa.select(OrderLine, Order)
        .join(Order, Order.id == OrderLine.order_id)
        .where(OrderLine.id == line_id, Order.user_id == user_id)
    )
    row = found.one_or_none()
    if row is None:
        raise LineNotFound
    line, order = row
    end = until(order)
    if end is None or end <= clock.now():
        raise NotReviewable(status=order.status)
    return line


async def add_picture(session: AsyncSession, user_id: int, name: str) -> ReviewPicture:
    """Note an uploaded picture; it is removed again unless a review is written with it within a day."""
    await lock_user(session, user_id)
    picture = ReviewPicture(user_id=user_id, name=name, created_at=clock.now())
    session.add(picture)
    await session.flush()
    return picture


async def forget_unused(session: AsyncSession, _: jobs.Payload) -> None:
    """Pictures of reviews that were never finished, and WeChat's answers about pictures that are gone."""
    since = clock.now() - UNUSED_AFTER
    await forget_pictures(session, sa.and_(ReviewPicture.review_id.is_(None), ReviewPicture.created_at < since))
    nobodys = sa.and_(PictureCheck.picture_id.is_(None), PictureCheck.created_at < since)
    await session.execute(sa.delete(PictureCheck).where(nobodys))


async def forget_pictures(session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
    """Delete the rows; the files go once that is committed."""
    deleted = sa.delete(ReviewPicture).where(which).returning(ReviewPicture.name)
    for name in (await session.scalars(deleted, execution_options={"synchronize_session": False})).all():
        await jobs.schedule(session, FORGET_PICTURE, payload={"name": name})
