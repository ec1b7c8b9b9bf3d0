"""What staff do with reviews. Each is on record."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.review.errors import WrongState
from app.modules.review.models import Review
from app.modules.review.queries import find
from app.modules.review.states import HELD, HIDDEN, REVIEW, SHOWN


async def release(session: AsyncSession, actor: Actor, review_id: int) -> None:
    """Show what waited for a person or was hidden. Raises ReviewNotFound, WrongState."""
    review = await find(session, review_id)
    if not await REVIEW.move(session, Review, review_id, source={HELD, HIDDEN}, to=SHOWN):
        raise WrongState(status=review.status)
    await audit.record(session, actor, "review.release", "review", review_id)


async def hide(session: AsyncSession, actor: Actor, review_id: int) -> None:
    """Only its writer and staff see it from now on. Raises ReviewNotFound, WrongState."""
    review = await find(session, review_id)
    if not await REVIEW.move(session, Review, review_id, to=HIDDEN):
        raise WrongState(status=review.status)
    await audit.record(session, actor, "review.hide", "review", review_id)


async def reply(session: AsyncSession, actor: Actor, review_id: int, text: str) -> None:
    """Answer in the shop's name; a new answer takes the place of the one before. Raises ReviewNotFound, WrongState."""
    review = await find(session, review_id)
    judged = sa.and_(Review.id == review_id, Review.status.in_([HELD, HIDDEN, SHOWN]))
    if not await changed(session, sa.update(Review).where(judged).values(reply=text, replied_at=clock.now())):
        raise WrongState(status=review.status)
    await audit.record(session, actor, "review.reply", "review", review_id)
