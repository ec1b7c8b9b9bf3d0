"""Starting a bargain, helping with it, and its end."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.bargain import BargainFailed, BargainSucceeded
from app.core import clock, jobs
from app.core.clock import ZONE
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.activity.api import Claim, LimitReached, enter
from app.modules.bargain import queries
from app.modules.bargain.cuts import cuts_of
from app.modules.bargain.errors import AlreadyHelped, BargainOver, BargainSoldOut, OwnBargain
from app.modules.bargain.models import Bargain, BargainActivity, Help, HelpingDay, new_code, new_seed
from app.modules.bargain.settings import BargainSettings
from app.modules.bargain.states import BARGAINING, FAILED, RECORD, RUNNING, SUCCESS
from app.modules.catalog.api import skus_by_id

EXPIRE = "bargain.expire"


async def start(session: AsyncSession, user_id: int, activity_id: int) -> Bargain:
    """The customer's new bargain, or the one that he is at already.

    Raises ActivityNotFound, BargainOver, BargainSoldOut, LimitReached.
    """
    activity = await queries.find(session, activity_id)
    if activity.state_at(clock.now()) != RUNNING:
        raise BargainOver("这个砍价活动不在进行中", status=activity.state_at(clock.now()))
    if activity.taken >= activity.stock:
        raise BargainSoldOut
    sku = (await skus_by_id(session, [activity.sku_id]))[activity.sku_id]
    if not sku.on_sale or sku.price_fen - activity.floor_fen < activity.helps:
        raise BargainOver("商品现价已不适合砍价", status=activity.status)
    if record := await _insert(session, activity, user_id, sku.price_fen):
        payload = {"record_id": record.id}
        await jobs.schedule(session, EXPIRE, key=str(record.id), run_at=record.expires_at, payload=payload)
        return record
    if record := await _open(session, activity_id, user_id):
        return record
    raise LimitReached(f"这个活动每人最多砍价 {activity.per_user_limit} 次", by="user")


async def _insert(session: AsyncSession, activity: BargainActivity, user_id: int, price_fen: int) -> Bargain | None:
    """The bargain's row in the lowest free slot; None where there is none, or where one is open."""
    now = clock.now()
    row = {
        "code": new_code(),
        "seed": new_seed(),
        "activity_id": activity.id,
        "user_id": user_id,
        "start_fen": price_fen,
        "floor_fen": activity.floor_fen,
        "helps": activity.helps,
        "cuts": 0,
        "cut_fen": 0,
        "status": RECORD.initial,
        "created_at": now,
        "expires_at": now + timedelta(hours=activity.hours),
    }
    for slot in range(1, activity.per_user_limit + 1):
        insert = upsert(session, Bargain).values(**row, slot=slot).on_conflict_do_nothing()
        if record_id := await session.scalar(insert.returning(Bargain.id)):
            return await session.get_one(Bargain, record_id)
    return None


async def _open(session: AsyncSession, activity_id: int, user_id: int) -> Bargain | None:
    mine = sa.and_(Bargain.activity_id == activity_id, Bargain.user_id == user_id, Bargain.status == BARGAINING)
    found: Bargain | None = await session.scalar(sa.select(Bargain).where(mine))
    return found


async def help_with(session: AsyncSession, helper_id: int, code: str) -> Help:
    """One cut by one friend; the last one gets to the floor.

    Raises BargainNotFound, BargainOver, OwnBargain, AlreadyHelped, LimitReached.
    """
    record = await queries.record(session, code)
    if record.user_id == helper_id:
        raise OwnBargain
    row = {"record_id": record.id, "helper_id": helper_id, "cut_fen": 0, "at": clock.now()}
    insert = upsert(session, Help).values(row).on_conflict_do_nothing()
    help_id = await session.scalar(insert.returning(Help.id))
    if help_id is None:
        raise AlreadyHelped
    await _today(session, helper_id)
    await enter(session, Claim("bargain_help", record.activity_id, helper_id, "bargain_help", help_id))
    cut_fen = await _cut(session, record)
    await changed(session, sa.update(Help).where(Help.id == help_id).values(cut_fen=cut_fen))
    return await session.get_one(Help, help_id, populate_existing=True)


async def _cut(session: AsyncSession, record: Bargain) -> int:
    """Take the next cut off. Raises BargainOver when the last one is taken, or the time is up."""
    open_ = sa.and_(Bargain.id == record.id, Bargain.status == BARGAINING, Bargain.cuts < Bargain.helps)
    open_ = sa.and_(open_, Bargain.order_id.is_(None), Bargain.expires_at > clock.now())
    turn: int | None = await session.scalar(
        sa.update(Bargain).where(open_).values(cuts=Bargain.cuts + 1).returning(Bargain.cuts),
        execution_options={"synchronize_session": False},
    )
    if turn is None:
        raise BargainOver(status=record.status)
    cut_fen = cuts_of(record.seed, record.start_fen - record.floor_fen, record.helps)[turn - 1]
    this = Bargain.id == record.id
    await changed(session, sa.update(Bargain).where(this).values(cut_fen=Bargain.cut_fen + cut_fen))
    if turn == record.helps and await RECORD.move(session, Bargain, record.id, source=BARGAINING, to=SUCCESS):
        await emit(session, BargainSucceeded(record.id, record.user_id, record.activity.sku_id))
    return cut_fen


async def _today(session: AsyncSession, helper_id: int) -> None:
    """Raises LimitReached."""
    limit = BargainSettings.load().helps_per_day
    wanted = upsert(session, HelpingDay).values(user_id=helper_id, day=clock.now().astimezone(ZONE).date(), helps=1)
    wanted = wanted.on_conflict_do_update(
        index_elements=["user_id", "day"], set_={"helps": HelpingDay.helps + 1}, where=HelpingDay.helps < limit
    )
    if not await changed(session, wanted):
        raise LimitReached(f"每天最多帮砍 {limit} 次，明天再来吧", by="user")


async def fail(session: AsyncSession, record_id: int) -> bool:
    """Its time is up. One that an order holds, or that was bought, is left alone."""
    free = sa.and_(Bargain.id == record_id, Bargain.order_id.is_(None), Bargain.status.in_((BARGAINING, SUCCESS)))
    if not await changed(session, sa.update(Bargain).where(free).values(status=FAILED)):
        return False
    record = await session.get_one(Bargain, record_id, populate_existing=True)
    await emit(session, BargainFailed(record.id, record.user_id, record.activity.sku_id))
    return True
