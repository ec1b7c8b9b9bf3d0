"""Telling staff that something has to be put on the shelf: once, until there was enough of it again."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.clock import ZONE
from app.core.database import changed, upsert
from app.core.jobs import JobContext, Payload
from app.core.wechat import group_robot
from app.modules.catalog.api import skus_by_id
from app.modules.inventory import api as stock
from app.modules.smart_shelf.models import Replenishment
from app.modules.smart_shelf.settings import environment

JOB = "smart_shelf.notify"


async def judge(session: AsyncSession, sku_id: int, moved: stock.Moved) -> None:
    """After a shelf has moved the stock of an SKU, which is still held."""
    if not (moved.before.low and moved.after.low):
        await _end(session, Replenishment.sku_id == sku_id)
    if moved.after.low and moved.pieces <= 0:
        await _begin(session, sku_id, moved.after)


async def _begin(session: AsyncSession, sku_id: int, level: stock.Level) -> None:
    row = {"sku_id": sku_id, "available": level.available, "low_at": level.low_at, "opened_at": clock.now()}
    write = upsert(session, Replenishment).values(row)
    write = write.on_conflict_do_nothing(index_elements=["sku_id"], index_where=sa.text("ended_at IS NULL"))
    begun = await session.scalar(write.returning(Replenishment.id))
    if begun is not None and environment().smart_shelf_wecom_webhook.get_secret_value():
        await jobs.schedule(session, JOB, key=f"{JOB}:{begun}", payload={"replenishment_id": begun}, stream=JOB)


async def _end(session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
    still_open = sa.update(Replenishment).where(which, Replenishment.ended_at.is_(None))
    await changed(session, still_open.values(ended_at=clock.now()))


async def sweep(session: AsyncSession, _: Payload) -> None:
    """What has been replenished by whichever way. One that begins meanwhile is not among those that are looked at."""
    still_open = sa.select(Replenishment.id, Replenishment.sku_id).where(Replenishment.ended_at.is_(None))
    sku_of = dict((await session.execute(still_open)).all())
    known = await stock.levels(session, set(sku_of.values()))
    enough = [number for number, sku_id in sku_of.items() if sku_id in known and not known[sku_id].low]
    await _end(session, Replenishment.id.in_(enough))


async def notify(job: JobContext, payload: Payload) -> None:
    """Raises what the robot's refusals are."""
    async with job.read() as session:
        text = await _text(session, payload["replenishment_id"])
    if text:
        await group_robot.say(environment().smart_shelf_wecom_webhook.get_secret_value(), text)
    async with job.commit():
        pass


async def _text(session: AsyncSession, number: int) -> str:
    """Nothing for one that is there no more."""
    row = await session.get(Replenishment, number)
    if row is None:
        return ""
    sku = (await skus_by_id(session, [row.sku_id]))[row.sku_id]
    return (
        f"【补货提醒】{sku.full_name}（{sku.code}）\n"
        f"可售 {row.available} 件，预警 {row.low_at} 件　时间：{row.opened_at.astimezone(ZONE):%m-%d %H:%M}"
    )
