"""What reviews know about a person: what he wrote and showed."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.media import media_url
from app.modules.identity.api import lock_user
from app.modules.review.models import Review, ReviewPicture
from app.modules.review.queries import told
from app.modules.review.writing import forget_pictures


class ReviewPersonalData:
    section = "reviews"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        rows = await session.scalars(sa.select(Review).where(Review.user_id == user_id).order_by(Review.id))
        unused = sa.and_(ReviewPicture.user_id == user_id, ReviewPicture.review_id.is_(None))
        names = await session.scalars(sa.select(ReviewPicture.name).where(unused).order_by(ReviewPicture.id))
        return {
            "written": [review.model_dump(mode="json") for review in await told(session, rows.all())],
            "pictures_without_review": [media_url(name) for name in names],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Everything goes, the stars as well: no law asks for a review to be kept."""
        await lock_user(session, user_id)
        await forget_pictures(session, ReviewPicture.user_id == user_id)
        await session.execute(sa.delete(Review).where(Review.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Reviews are written for no consent of their own."""
