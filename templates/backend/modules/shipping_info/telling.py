"""What shall be told, kept beside what it tells of; WeChat is asked by a job (`uploading.py`) after the commit."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.shipping_info import MAX_PARCELS, Parcel, Way
from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.database import changed, upsert
from app.modules.payment.api import PAID, PayOrder
from app.modules.shipping_info.errors import NotFailed, UploadNotFound
from app.modules.shipping_info.models import Upload
from app.modules.shipping_info.settings import ShippingInfoSettings
from app.modules.shipping_info.states import FAILED, UPLOAD, WAITING

SEND = "shipping_info.send"
LONGEST_DESCRIPTION = 120
_FRESH: dict[str, Any] = {"execution_options": {"populate_existing": True}}


class WeChatIsTold:
    """Of what was paid through WeChat, and not given back since."""

    async def tell(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        way: Way,
        parcels: Sequence[Parcel],
        *,
        complete: bool = True,
    ) -> None:
        payment = await _payment(session, subject, subject_id)
        if payment is None or ShippingInfoSettings.load().upload == "never":
            return
        if len(parcels) > MAX_PARCELS:
            raise ValueError(f"WeChat takes {MAX_PARCELS} parcels, not {len(parcels)}")
        now = clock.now()
        told: dict[str, Any] = {
            "way": way,
            "parcels": [_kept(parcel) for parcel in parcels],
            "complete": complete,
            "split": len(parcels) > 1 or not complete,
            "status": UPLOAD.initial,
            "errcode": None,
            "changed_at": now,
        }
        whose = {"subject": subject, "subject_id": subject_id, "user_id": payment.user_id}
        row = {**told, **whose, "transaction_id": payment.transaction_id, "version": 1, "rounds": 0, "created_at": now}
        insert = upsert(session, Upload).values(row).on_conflict_do_nothing(index_elements=["subject", "subject_id"])
        mine = sa.and_(Upload.subject == subject, Upload.subject_id == subject_id)
        if not await changed(session, insert):
            known = (await session.scalars(sa.select(Upload).where(mine).with_for_update(), **_FRESH)).one()
            if all(getattr(known, name) == told[name] for name in ("way", "parcels", "complete")):
                return
            told["split"] = told["split"] or known.split
            await changed(session, sa.update(Upload).where(mine).values(**told, version=Upload.version + 1))
        await _ask_for_it(session, (await session.scalars(sa.select(Upload).where(mine), **_FRESH)).one())


async def retry(session: AsyncSession, upload_id: int, actor: Actor) -> Upload:
    """Try once more what WeChat did not take. Raises UploadNotFound, NotFailed."""
    if await session.get(Upload, upload_id) is None:
        raise UploadNotFound
    values = {"version": Upload.version + 1, "errcode": None, "changed_at": clock.now()}
    if not await UPLOAD.move(session, Upload, upload_id, source=FAILED, to=WAITING, **values):
        raise NotFailed
    row = await session.get_one(Upload, upload_id, populate_existing=True)
    await _ask_for_it(session, row)
    await audit.record(session, actor, "shipping_info.retry", "shipping_info", upload_id)
    return row


async def _ask_for_it(session: AsyncSession, row: Upload) -> None:
    """One after the other for one payment: WeChat goes by what it hears last."""
    key = f"{row.id}:{row.version}"
    await jobs.schedule(session, SEND, key=key, payload={"upload_id": row.id}, stream=f"shipping_info:{row.id}")


async def _payment(session: AsyncSession, subject: str, subject_id: int) -> PayOrder | None:
    """The payment whose money is here."""
    mine = (PayOrder.subject == subject, PayOrder.subject_id == subject_id, PayOrder.status == PAID)
    kept = PayOrder.refunding_fen < PayOrder.amount_fen
    return await session.scalar(sa.select(PayOrder).where(*mine, kept).order_by(PayOrder.id).limit(1))


def _kept(parcel: Parcel) -> dict[str, str]:
    """As it is stored: of the receiver's number only what WeChat wants to see."""
    return {
        "description": parcel.description[:LONGEST_DESCRIPTION],
        "courier": parcel.courier,
        "tracking_no": parcel.tracking_no,
        "receiver": f"****{parcel.receiver[-4:]}" if parcel.receiver else "",
    }
