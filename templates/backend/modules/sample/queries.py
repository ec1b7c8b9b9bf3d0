"""Reading samples, as staff and as their supplier see them."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.supplier import Waiting
from app.core.admin import actor_in_words
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.modules.sample import moves
from app.modules.sample.models import Sample, SampleHistory
from app.modules.sample.schemas import (
    LineOut,
    PhotoOut,
    SampleBrief,
    SampleOut,
    StaffSample,
    StaffSampleDetail,
    VersionOut,
)
from app.modules.sample.states import ACTIONS, FAILED, LABELS, RECEIVED, REQUESTED, SENT
from app.modules.supplier.api import names

JUDGE = "sample.judge"
WHEN: Mapping[str, tuple[str, str]] = {"receive": (JUDGE, SENT), "pass": (JUDGE, RECEIVED), "fail": (JUDGE, RECEIVED)}
"""What each action needs, and in which state it is legal."""


def staff_can(sample: Sample, staff: Staff) -> list[str]:
    return [action for action, (needs, status) in WHEN.items() if sample.status == status and staff.can(needs)]


def brief(sample: Sample) -> SampleBrief:
    return SampleBrief(
        id=sample.id,
        number=sample.number,
        version=sample.version,
        rfq_id=sample.rfq_id,
        item=sample.item,
        quantity=sample.quantity,
        status=sample.status,
        status_label=LABELS[sample.status],
        created_at=sample.created_at,
    )


async def staff_page(
    session: AsyncSession, page: PageQuery, status: str | None, rfq_id: int | None
) -> Page[StaffSample]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(Sample)
    if status is not None:
        statement = statement.where(Sample.status == status)
    if rfq_id is not None:
        statement = statement.where(Sample.rfq_id == rfq_id)
    rows, cursor = await paginate(session, statement, page, key=[Sample.id])
    called = await names(session, [row.supplier_id for row in rows])
    items = [
        StaffSample(**brief(row).model_dump(), supplier_id=row.supplier_id, supplier=called[row.supplier_id])
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)


async def versions(session: AsyncSession, sample: Sample) -> list[VersionOut]:
    same = sa.select(Sample).where(Sample.number == sample.number)
    rows = await session.scalars(same.order_by(Sample.version))
    return [
        VersionOut(
            id=one.id, version=one.version, status=one.status, status_label=LABELS[one.status], verdict=one.verdict
        )
        for one in rows
    ]


def photos(sample: Sample) -> list[PhotoOut]:
    return [PhotoOut(id=one.id, url=media_url(one.name), by_supplier=one.by_supplier) for one in sample.photos]


async def history(session: AsyncSession, sample_ids: Sequence[int]) -> list[LineOut]:
    """Of one version or of several, in order."""
    called = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
    wanted = sa.select(SampleHistory).where(SampleHistory.sample_id.in_(sample_ids)).order_by(SampleHistory.id)
    return [
        LineOut(label=ACTIONS[row.action], at=row.at, who=_who(row.actor, called), text=row.note)
        for row in await session.scalars(wanted)
    ]


def _who(actor: str, called: Mapping[int, str]) -> str:
    kind, _, number = actor.partition(":")
    return "供应商" if kind == "user" else actor_in_words(kind, int(number) if number else None, called)


async def detail(session: AsyncSession, staff: Staff, sample_id: int) -> StaffSampleDetail:
    """Raises SampleNotFound."""
    sample = await moves.find(session, sample_id)
    all_versions = await versions(session, sample)
    called = await names(session, [sample.supplier_id])
    return StaffSampleDetail(
        **brief(sample).model_dump(),
        supplier_id=sample.supplier_id,
        supplier=called[sample.supplier_id],
        note=sample.note,
        carrier=sample.carrier,
        tracking_number=sample.tracking_number,
        message=sample.message,
        verdict=sample.verdict,
        photos=photos(sample),
        versions=all_versions,
        history=await history(session, [one.id for one in all_versions]),
        can=staff_can(sample, staff),
    )


async def mine_page(session: AsyncSession, supplier_id: int, page: PageQuery) -> Page[SampleBrief]:
    """One supplier's, newest first. Raises CursorInvalid."""
    statement = sa.select(Sample).where(Sample.supplier_id == supplier_id)
    rows, cursor = await paginate(session, statement, page, key=[Sample.id])
    return Page(items=[brief(row) for row in rows], next_cursor=cursor)


async def mine(session: AsyncSession, supplier_id: int, sample_id: int) -> SampleOut:
    """Raises SampleNotFound."""
    sample = await moves.find(session, sample_id, supplier_id=supplier_id)
    all_versions = await versions(session, sample)
    last = all_versions[-1].id == sample.id
    can = {REQUESTED: ["send"], FAILED: ["resend"] if last else []}.get(sample.status, [])
    return SampleOut(
        **brief(sample).model_dump(),
        note=sample.note,
        carrier=sample.carrier,
        tracking_number=sample.tracking_number,
        message=sample.message,
        verdict=sample.verdict,
        photos=photos(sample),
        versions=all_versions,
        can=can,
    )


class SamplesWaiting:
    """Samples to send: those that were asked for, and those that failed and are not followed yet."""

    async def waiting(self, session: AsyncSession, supplier_id: int) -> Waiting:
        later = sa.orm.aliased(Sample)
        followed = sa.exists().where(later.previous_id == Sample.id)
        due = sa.or_(Sample.status == REQUESTED, sa.and_(Sample.status == FAILED, sa.not_(followed)))
        count = sa.select(sa.func.count()).select_from(Sample).where(Sample.supplier_id == supplier_id, due)
        return Waiting("sample.list", "样品", await session.scalar(count) or 0)
