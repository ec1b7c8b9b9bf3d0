"""The calls to the outside: WeChat's content check, and files on the disk."""

from app.core.jobs import JobContext, Payload
from app.core.media import media_url, remove_picture
from app.core.wechat import WeChat
from app.modules.identity.api import openid_of
from app.modules.review import checking, content
from app.modules.review.models import Review, ReviewPicture


async def check_text(job: JobContext, payload: Payload) -> None:
    async with job.read() as session:
        review = await session.get(Review, payload["review_id"])
        if review is None or review.verdict is not None:
            return
        openid = await openid_of(session, review.user_id)
    verdict = await content.check_text(job.resources.get(WeChat), openid, review.text) if openid else content.UNSURE
    async with job.commit() as session:
        await checking.judge_text(session, review.id, verdict)


async def check_picture(job: JobContext, payload: Payload) -> None:
    """Sent twice (a worker died before it noted the number), only the second number is anybody's."""
    async with job.read() as session:
        picture = await session.get(ReviewPicture, payload["picture_id"])
        if picture is None or picture.verdict is not None:
            return
        openid = await openid_of(session, picture.user_id)
    url = media_url(picture.name)
    trace_id = await content.send_picture(job.resources.get(WeChat), openid, url) if openid else None
    async with job.commit() as session:
        if trace_id is None:
            await checking.judge_picture(session, picture.id, content.UNSURE)
        else:
            await checking.sent(session, picture.id, trace_id)


async def forget_picture(job: JobContext, payload: Payload) -> None:
    """Remove a picture that nobody shows any more from the disk."""
    del job
    await remove_picture(payload["name"])
