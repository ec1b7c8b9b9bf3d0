"""Through WeChat: POST /cgi-bin/message/subscribe/send.

The row is claimed before WeChat is asked and settled afterwards. WeChat knows no key by which it would recognise a
message, so one of which nobody knows whether it went out is not sent again: the customer finds it in his inbox.
"""

from typing import Any, Final

import structlog

from app.core import clock
from app.core.database import Database
from app.core.jobs import JobContext, Payload, RetryLater
from app.core.settings import settings
from app.core.wechat import WeChat, WeChatError, WeChatUnreached
from app.modules.identity.api import openid_of
from app.modules.messaging import quota
from app.modules.messaging.models import Notification
from app.modules.messaging.settings import MessagingSettings, templates
from app.modules.messaging.states import FAILED, NOTIFICATION, QUEUED, REFUSED, SENDING, SENT

PATH: Final = "/cgi-bin/message/subscribe/send"
NO_CONSENT: Final = 43101
LATER: Final = frozenset({-1, 40001, 40014, 42001, 45009, 45011})
"""WeChat has not sent it and may next time: busy, a token that ran out, too many calls."""
GIVE_UP_AFTER: Final = 8
"""Failures until the message stays in the inbox: about twenty minutes. Later it is no news any more."""

log = structlog.get_logger(__name__)


async def send(job: JobContext, payload: Payload) -> None:
    """Send one message, at most once, however often this is run."""
    notification_id = payload["notification_id"]
    database = job.resources.get(Database)
    async with database.read() as session:
        row = await session.get(Notification, notification_id)
        openid = await openid_of(session, row.user_id) if row else None
    if row is None or row.status not in {QUEUED, SENDING}:
        return
    if row.status == SENDING:
        await _settle(job, row, FAILED, None)
        return
    wait = MessagingSettings.load().undisturbed(clock.now()) - clock.now()
    if wait.total_seconds() > 0:
        raise RetryLater(wait)
    if openid is None or row.message not in templates():
        await _settle(job, row, FAILED, None, unused=True)
        return
    async with database.begin() as session:
        if not await NOTIFICATION.move(session, Notification, row.id, source=QUEUED, to=SENDING):
            return
    await _ask(job, database, row, openid)


async def _ask(job: JobContext, database: Database, row: Notification, openid: str) -> None:
    try:
        await job.resources.get(WeChat).call(PATH, body_of(row, openid))
    except WeChatError as error:
        errcode = error.details.get("errcode")
        code = errcode if isinstance(errcode, int) else None
        later = code in LATER or isinstance(error, WeChatUnreached)
        if later and job.failures + 1 < GIVE_UP_AFTER:
            async with database.begin() as session:
                await NOTIFICATION.move(session, Notification, row.id, source=SENDING, to=QUEUED)
            raise
        log.warning("message_not_sent", notification=row.id, errcode=code)
        await _settle(job, row, REFUSED if code == NO_CONSENT else FAILED, code, unused=code is not None or later)
    else:
        await _settle(job, row, SENT, 0)


async def _settle(
    job: JobContext, row: Notification, status: str, errcode: int | None, *, unused: bool = False
) -> None:
    """Write down what became of it; what did not get through is in the inbox from now on.

    `unused`: WeChat has not used the customer's consent.
    """
    now = clock.now()
    values: dict[str, Any] = {"sent_at": now} if status == SENT else {"inbox_at": now}
    async with job.commit() as session:
        if not await NOTIFICATION.move(session, Notification, row.id, to=status, errcode=errcode, **values):
            return
        if row.template_id and status == REFUSED:
            await quota.empty(session, row.user_id, row.template_id, row.id)
        elif row.template_id and unused:
            await quota.give_back(session, row.user_id, row.template_id, row.id)


def body_of(row: Notification, openid: str) -> dict[str, Any]:
    """What WeChat is asked to send; in production it leads to the released mini-program."""
    template = templates()[row.message]
    values = [value for _, value in row.content]
    return {
        "touser": openid,
        "template_id": row.template_id,
        "page": row.path,
        "data": {name: {"value": value} for name, value in zip(template.names, values, strict=True)},
        "miniprogram_state": "formal" if settings().production else "developer",
        "lang": "zh_CN",
    }
