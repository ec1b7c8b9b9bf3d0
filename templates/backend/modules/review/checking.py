"""WeChat's content check of a review, from the first question to the last verdict.

The text and each picture get a verdict of their own. A risky part refuses the review at once; otherwise it waits for
all of them, and is shown when all pass, held when any needs a person. A verdict counts once, however often it comes.
"""

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.database import changed, upsert
from app.modules.review.content import PASS, RISKY, Verdict
from app.modules.review.models import PictureCheck, Review, ReviewPicture
from app.modules.review.states import HELD, PENDING, REFUSED, REVIEW, SHOWN
from app.modules.wechat_push.api import Message

CHECK_TEXT = "review.check_text"
CHECK_PICTURE = "review.check_picture"
CHECK_OVERDUE = "review.check_overdue"
TRACE_ID_LENGTH = 64
PATIENCE = timedelta(hours=1)
"""WeChat promises its verdict on a picture within half an hour. Afterwards a person decides."""

log = structlog.get_logger(__name__)


async def begin(session: AsyncSession, review_id: int, *, picture_ids: Collection[int], has_text: bool) -> None:
    """Ask WeChat, after the commit. What has neither text nor pictures is shown at once."""
    if has_text:
        await jobs.schedule(session, CHECK_TEXT, key=str(review_id), payload={"review_id": review_id})
    else:
        await session.execute(sa.update(Review).where(Review.id == review_id).values(verdict=PASS))
    for picture_id in picture_ids:
        await jobs.schedule(session, CHECK_PICTURE, key=str(picture_id), payload={"picture_id": picture_id})
    payload, end = {"review_id": review_id}, clock.now() + PATIENCE
    await jobs.schedule(session, CHECK_OVERDUE, key=str(review_id), run_at=end, payload=payload)
    await _settle(session, review_id)


async def judge_text(session: AsyncSession, review_id: int, verdict: Verdict) -> None:
    """WeChat has answered about the text."""
    if await _lock(session, review_id):
        unjudged = sa.and_(Review.id == review_id, Review.verdict.is_(None))
        values = {"verdict": verdict.suggest, "label": verdict.label}
        await session.execute(sa.update(Review).where(unjudged).values(values))
        await _settle(session, review_id)


async def sent(session: AsyncSession, picture_id: int, trace_id: str) -> None:
    """WeChat has taken the picture under this number, unless its writer has left meanwhile."""
    if await session.get(ReviewPicture, picture_id) is not None:
        await _note(session, trace_id, picture_id=picture_id)


async def pushed(session: AsyncSession, message: Message) -> None:
    """The event `wxa_media_check`."""
    trace_id = message.get("trace_id")
    if isinstance(trace_id, str) and 0 < len(trace_id) <= TRACE_ID_LENGTH:
        verdict = Verdict.read(message)
        await answered(session, trace_id, verdict)
        log.info("media_checked", trace_id=trace_id, suggest=verdict.suggest, errcode=message.get("errcode"))


async def answered(session: AsyncSession, trace_id: str, verdict: Verdict) -> None:
    """WeChat's verdict under this number, which may come again, or before `sent`."""
    await _note(session, trace_id, verdict=verdict.suggest, label=verdict.label)


async def _note(session: AsyncSession, trace_id: str, **known: object) -> None:
    """The number's unique key puts the sender and the answer in order: the second one sees what the first one wrote."""
    row = {"trace_id": trace_id, "created_at": clock.now(), **known}
    insert = upsert(session, PictureCheck).values(row)
    kept = {name: sa.func.coalesce(PictureCheck.__table__.c[name], insert.excluded[name]) for name in known}
    await session.execute(insert.on_conflict_do_update(index_elements=["trace_id"], set_=kept))
    check = await session.get_one(PictureCheck, trace_id, populate_existing=True)
    if check.picture_id is not None and check.verdict is not None:
        await judge_picture(session, check.picture_id, Verdict(check.verdict, check.label))


async def judge_picture(session: AsyncSession, picture_id: int, verdict: Verdict) -> None:
    review_id = await session.scalar(sa.select(ReviewPicture.review_id).where(ReviewPicture.id == picture_id))
    if review_id is None or not await _lock(session, review_id):
        return
    unjudged = sa.and_(ReviewPicture.id == picture_id, ReviewPicture.verdict.is_(None))
    values = {"verdict": verdict.suggest, "label": verdict.label}
    if await changed(session, sa.update(ReviewPicture).where(unjudged).values(values)):
        await _settle(session, review_id)


async def hold_overdue(session: AsyncSession, payload: jobs.Payload) -> None:
    """No verdict within the time: somebody has to look, unless it still comes before."""
    await REVIEW.move(session, Review, payload["review_id"], source=PENDING, to=HELD)


async def _lock(session: AsyncSession, review_id: int) -> bool:
    """One verdict at a time, so that the last one sees all the others; False when the review is gone."""
    locked = sa.select(Review.id).where(Review.id == review_id).with_for_update()
    return await session.scalar(locked) is not None


async def _settle(session: AsyncSession, review_id: int) -> None:
    """Move the review on when its verdicts leave no question, unless a person has decided meanwhile."""
    of_pictures = sa.select(ReviewPicture.verdict).where(ReviewPicture.review_id == review_id)
    verdicts = [await session.scalar(sa.select(Review.verdict).where(Review.id == review_id))]
    verdicts += await session.scalars(of_pictures)
    if RISKY in verdicts:
        await REVIEW.move(session, Review, review_id, source={PENDING, HELD}, to=REFUSED)
    elif set(verdicts) == {PASS}:
        await REVIEW.move(session, Review, review_id, source={PENDING, HELD}, to=SHOWN)
    elif None not in verdicts:
        await REVIEW.move(session, Review, review_id, source=PENDING, to=HELD)
