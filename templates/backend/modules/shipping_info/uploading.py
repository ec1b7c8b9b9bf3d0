"""Asking WeChat to take it: POST /wxa/sec/order/upload_shipping_info.

Rules and errors from developers.weixin.qq.com (小程序交易管理服务/发货信息录入). What it knows already it refuses with
10060023, so a request whose answer was lost can be sent again. A payment that has just arrived may still be unknown
there (10060001) for a moment.
"""

from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.shipping_info import ShippingInfoFailed
from app.core import clock
from app.core.clock import ZONE
from app.core.database import changed
from app.core.events import emit
from app.core.jobs import JobContext, Payload
from app.core.wechat import WeChat, WeChatError
from app.modules.identity.api import openid_of
from app.modules.shipping_info.models import Upload
from app.modules.shipping_info.states import FAILED, SENT, WAITING

PATH: Final = "/wxa/sec/order/upload_shipping_info"
LOGISTICS: Final = {"express": 1, "local": 2, "virtual": 3, "pickup": 4}
UNIFIED, SPLIT = 1, 2

SAME_AS_BEFORE: Final = 10060023
RESHIPPED_BEFORE: Final = 10060003
PASSING: Final = frozenset({-1, 45009, 45011, 10060001, 10060012, 10060019})
"""Busy, too often, or the payment is not known there yet: worth trying again. So is silence."""
TRIES: Final = 10
"""Five seconds after the first, then twice as long each time: the tenth is three quarters of an hour later."""
ROUNDS: Final = 2
"""Complete, and corrected."""


log = structlog.get_logger(__name__)


async def send(job: JobContext, payload: Payload) -> None:
    """Tell WeChat what stands in the row now, and note what it said."""
    async with job.read() as session:
        row = await session.get_one(Upload, int(payload["upload_id"]))
        openid = await openid_of(session, row.user_id)
    if row.status != WAITING:
        return  # what was waiting went along with an earlier run
    errcode = RESHIPPED_BEFORE if row.rounds >= ROUNDS else await _ask(job, row, openid)
    async with job.commit() as session:
        await note(session, row, errcode)


async def _ask(job: JobContext, row: Upload, openid: str | None) -> int:
    """WeChat's errcode, 0 when it took it. Raises WeChatError for what passes, as long as it is early."""
    try:
        await job.resources.get(WeChat).call(PATH, document(row, openid or "", clock.now()))
    except WeChatError as error:
        errcode = error.details.get("errcode")
        if errcode == SAME_AS_BEFORE:
            return 0
        log.warning("shipping_info_not_taken", subject=row.subject, subject_id=row.subject_id, errcode=errcode)
        if errcode in PASSING or errcode is None:
            if job.failures + 1 < TRIES:
                raise
            return int(errcode or -1)
        return int(str(errcode))
    return 0


async def note(session: AsyncSession, asked: Upload, errcode: int) -> None:
    """What WeChat said of the version `asked`. One that has changed since goes on waiting."""
    current = sa.and_(Upload.id == asked.id, Upload.version == asked.version, Upload.status == WAITING)
    if errcode:
        if await changed(session, sa.update(Upload).where(current).values(status=FAILED, errcode=errcode)):
            await emit(session, ShippingInfoFailed(asked.id, asked.subject, asked.subject_id, errcode))
        return
    taken = {"rounds": Upload.rounds + int(asked.complete), "uploaded_at": clock.now()}
    await changed(session, sa.update(Upload).where(Upload.id == asked.id).values(taken))
    await changed(session, sa.update(Upload).where(current).values(status=SENT))


def document(row: Upload, openid: str, now: datetime) -> dict[str, Any]:
    """The request's body. `upload_time` puts requests in order."""
    return {
        "order_key": {"order_number_type": 2, "transaction_id": row.transaction_id},
        "logistics_type": LOGISTICS[row.way],
        "delivery_mode": SPLIT if row.split else UNIFIED,
        **({"is_all_delivered": row.complete} if row.split else {}),
        "shipping_list": [_parcel(parcel) for parcel in row.parcels],
        "upload_time": now.astimezone(ZONE).isoformat(timespec="milliseconds"),
        "payer": {"openid": openid},
    }


def _parcel(parcel: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"item_desc": parcel["description"]}
    if parcel["courier"]:
        told |= {"tracking_no": parcel["tracking_no"], "express_company": parcel["courier"]}
    if parcel["courier"] and parcel["receiver"]:
        told["contact"] = {"receiver_contact": parcel["receiver"]}
    return told
