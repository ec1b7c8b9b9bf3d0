"""Customers on journeys: setting out, waiting, and the end, which is one message or none.

Every end is a conditional update of a row that waits, in the transaction that tells; so there is one end, whoever asks
how often. What a message depends on is looked at there once more, while the customer's row is held.
"""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import MESSENGER, NobodyTells
from app.core import clock, jobs
from app.core.auth import Unauthenticated
from app.core.database import changed, upsert
from app.core.jobs import Payload
from app.modules.identity.api import lock_user
from app.modules.marketing_automation.journeys import Journey, journey_of
from app.modules.marketing_automation.models import WAITS, Run
from app.modules.marketing_automation.settings import MarketingSettings
from app.modules.marketing_automation.states import DROPPED, GONE, RESTING, RUN, TOLD, UNWANTED, WAITING

END: Final = "marketing.end"
AT_ONCE: Final = 500
"""How many ends are asked for at a time; the rest follows at the next."""
COUNTS_FOR: Final = timedelta(days=3)
"""How long after a message an order is put down to it."""


async def set_out(session: AsyncSession, journey: Journey, user_id: int, key: str, due_at: datetime) -> bool:
    """Have the journey end at `due_at`; False when `key` has set him out before, or he waits already."""
    insert = upsert(session, Run).values(_row(journey, user_id, key, due_at)).on_conflict_do_nothing()
    return bool(await changed(session, insert))


async def put_off(  # noqa: PLR0917  # who, what for, and the two moments
    session: AsyncSession, journey: Journey, user_id: int, key: str, since: datetime, due_at: datetime
) -> None:
    """Have the journey end at `due_at`: the one that waits already, or else a new one."""
    insert = upsert(session, Run).values(_row(journey, user_id, key, due_at) | {"since": since})
    # Facts may come twice, and late: the latest counts.
    later = insert.on_conflict_do_update(
        index_elements=["journey", "user_id"],
        index_where=WAITS,
        set_={"since": since, "due_at": due_at},
        where=Run.since < since,
    )
    standing = sa.and_(Run.journey == journey.id, Run.user_id == user_id, Run.key == key)
    if await session.scalar(sa.select(Run.id).where(standing)) is None:
        await changed(session, later)


def _row(journey: Journey, user_id: int, key: str, due_at: datetime) -> dict[str, object]:
    now = clock.now()
    return {
        "journey": journey.id,
        "user_id": user_id,
        "key": key,
        "status": RUN.initial,
        "reason": "",
        "since": now,
        "due_at": due_at,
        "created_at": now,
    }


async def ordered(session: AsyncSession, user_id: int, at: datetime) -> None:
    """The customer has ordered: what he was told not long ago has had its effect."""
    recent = sa.and_(Run.settled_at <= at, Run.settled_at > at - COUNTS_FOR)
    told = sa.and_(Run.user_id == user_id, Run.status == TOLD, Run.ordered_at.is_(None), recent)
    await changed(session, sa.update(Run).where(told).values(ordered_at=at))


async def drop(session: AsyncSession, journey: Journey, user_id: int, at: datetime, reason: str) -> None:
    """What happened at `at` ends the journey: no message, also where it has been written and has not gone out."""
    mine = sa.and_(Run.user_id == user_id, Run.journey == journey.id)
    over = {"status": DROPPED, "reason": reason, "settled_at": clock.now()}
    await changed(session, sa.update(Run).where(mine, Run.status == WAITING, Run.since < at).values(over))
    told = sa.select(Run).where(mine, Run.status == TOLD, Run.settled_at > at - COUNTS_FOR)
    for run in (await session.scalars(told)).all():
        if await MESSENGER.one(NobodyTells()).recall(session, journey.message, user_id=user_id, key=run.key):
            await RUN.move(session, Run, run.id, source=TOLD, to=DROPPED, reason=reason)


async def sweep(session: AsyncSession, _: Payload) -> None:
    """Ask for the end of every journey whose wait is over, each in a transaction of its own."""
    due = sa.select(Run.id, Run.due_at).where(Run.status == WAITING, Run.due_at <= clock.now())
    for run_id, due_at in (await session.execute(due.order_by(Run.due_at, Run.id).limit(AT_ONCE))).all():
        await jobs.schedule(session, END, key=f"{run_id}:{due_at:%Y%m%d%H%M%S%f}", payload={"run_id": run_id})


async def end(session: AsyncSession, payload: Payload) -> None:
    """Tell the customer, or say why not; nothing where he left, or something has put it off."""
    run = await session.get(Run, payload["run_id"])
    if run is None:
        return
    try:
        await lock_user(session, run.user_id)
    except Unauthenticated:
        return
    # What was read before the lock was held may be over.
    run = await session.get(Run, run.id, populate_existing=True)
    if run is None or run.status != WAITING or run.due_at > clock.now():
        return
    reason = await _tell(session, run)
    over = {"reason": reason, "settled_at": clock.now()}
    if not await RUN.move(session, Run, run.id, source=WAITING, to=DROPPED if reason else TOLD, **over):
        raise jobs.RetryLater(timedelta(seconds=1))  # an order has ended it meanwhile: what was told here is undone


async def _tell(session: AsyncSession, run: Run) -> str:
    """Why he was not told; "" when he was."""
    journey = journey_of(run.journey)
    if journey is None:
        return GONE
    rest = clock.now() - MarketingSettings.load().rest
    mine = sa.and_(Run.user_id == run.user_id, Run.journey == run.journey)
    lately = sa.select(Run.id).where(mine, Run.status == TOLD, Run.settled_at > rest)
    if await session.scalar(lately.limit(1)) is not None:
        return RESTING
    said = await journey.say(session, run.user_id, run.since)
    if isinstance(said, str):
        return said
    messenger = MESSENGER.one(NobodyTells())
    told = await messenger.tell(session, journey.message, user_id=run.user_id, key=run.key, values=said)
    return "" if told else UNWANTED
