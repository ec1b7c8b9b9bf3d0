"""Reading activities and bargains."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.masking import mask_name
from app.core.pagination import Page, PageQuery, paginate
from app.modules.bargain.errors import ActivityNotFound, BargainNotFound
from app.modules.bargain.models import Bargain, BargainActivity
from app.modules.bargain.schemas import ActivityOut, BargainOut, HelperOut, OfProductOut, StaffBargain
from app.modules.bargain.settings import BargainSettings
from app.modules.bargain.states import BARGAINING, PUBLISHED, SUCCESS
from app.modules.catalog.api import SkuInfo, skus_by_id
from app.modules.identity.api import Profile, profiles

NOBODY = Profile(0, "顾客", None)


def buyable_states() -> tuple[str, ...]:
    """In which states the shop lets a bargain be bought."""
    return (SUCCESS,) if BargainSettings.load().buy_at == "floor" else (BARGAINING, SUCCESS)


async def find(session: AsyncSession, activity_id: int) -> BargainActivity:
    """Raises ActivityNotFound."""
    row = await session.get(BargainActivity, activity_id, populate_existing=True)
    if row is None:
        raise ActivityNotFound
    return row


async def record(session: AsyncSession, code: str) -> Bargain:
    """Raises BargainNotFound."""
    statement = sa.select(Bargain).where(Bargain.code == code)
    found = await session.scalar(statement, execution_options={"populate_existing": True})
    if found is None:
        raise BargainNotFound
    return found


def _running() -> sa.ColumnElement[bool]:
    now = clock.now()
    period = sa.and_(BargainActivity.starts_at <= now, BargainActivity.ends_at > now)
    return sa.and_(BargainActivity.status == PUBLISHED, period)


async def running(session: AsyncSession, page: PageQuery) -> Page[ActivityOut]:
    """The activities in which bargains can be started now, of what is on sale."""
    statement = sa.select(BargainActivity).where(_running())
    rows, cursor = await paginate(session, statement, page, key=[BargainActivity.id])
    return Page(items=await described(session, rows, only_on_sale=True), next_cursor=cursor)


async def of_product(session: AsyncSession, spu_id: int) -> OfProductOut:
    """The product's activities, the lowest price first. There are never many at a time."""
    rows = (await session.scalars(sa.select(BargainActivity).where(_running()))).all()
    shown = [row for row in await described(session, rows, only_on_sale=True) if row.spu_id == spu_id]
    return OfProductOut(now=clock.now(), activities=sorted(shown, key=lambda row: row.floor_fen))


async def one(session: AsyncSession, activity_id: int) -> ActivityOut:
    """Raises ActivityNotFound."""
    return (await described(session, [await find(session, activity_id)]))[0]


async def described(
    session: AsyncSession, rows: Sequence[BargainActivity], *, only_on_sale: bool = False
) -> list[ActivityOut]:
    skus = await skus_by_id(session, {row.sku_id for row in rows})
    return [_described(row, skus[row.sku_id]) for row in rows if skus[row.sku_id].on_sale or not only_on_sale]


def _described(row: BargainActivity, sku: SkuInfo) -> ActivityOut:
    told = {"spu_id", "name", "specs_text", "image_url", "usual_fen", "left", "state"}
    return ActivityOut(
        **{name: getattr(row, name) for name in ActivityOut.model_fields.keys() - told},
        spu_id=sku.spu_id,
        name=sku.name,
        specs_text=sku.specs_text,
        image_url=sku.image_url,
        usual_fen=sku.price_fen,
        left=row.stock - row.taken,
        state=row.state_at(clock.now()),
    )


async def shown(session: AsyncSession, records: Sequence[Bargain], user_id: int) -> list[BargainOut]:
    """Bargains as a customer sees them, his own or somebody else's."""
    people = {record.user_id for record in records} | {one.helper_id for record in records for one in record.helpers}
    known = await profiles(session, people)
    activities = {row.id: row for row in await described(session, [record.activity for record in records])}
    return [_shown(record, known, activities[record.activity_id], user_id) for record in records]


def _shown(record: Bargain, known: dict[int, Profile], activity: ActivityOut, user_id: int) -> BargainOut:
    now = clock.now()
    mine = record.user_id == user_id
    free = record.order_id is None and record.expires_at > now
    helped = any(one.helper_id == user_id for one in record.helpers)
    return BargainOut(
        code=record.code,
        status=record.status,
        owner=mask_name(known.get(record.user_id, NOBODY).nickname),
        mine=mine,
        start_fen=record.start_fen,
        floor_fen=record.floor_fen,
        price_fen=record.price_fen,
        helps=record.helps,
        missing=record.missing,
        expires_at=record.expires_at,
        now=now,
        helpers=[
            HelperOut(
                nickname=mask_name((person := known.get(one.helper_id, NOBODY)).nickname),
                avatar_url=person.avatar_url,
                me=one.helper_id == user_id,
                cut_fen=one.cut_fen,
                at=one.at,
            )
            for one in reversed(record.helpers)
        ],
        helpable=free and not mine and not helped and record.status == BARGAINING,
        buyable=free and mine and activity.left > 0 and record.status in buyable_states(),
        order_id=record.order_id if mine else None,
        activity=activity,
    )


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[BargainOut]:
    """The customer's bargains, the latest first."""
    statement = sa.select(Bargain).where(Bargain.user_id == user_id)
    rows, cursor = await paginate(session, statement, page, key=[Bargain.id])
    return Page(items=await shown(session, rows, user_id), next_cursor=cursor)


async def activities_page(session: AsyncSession, page: PageQuery) -> Page[ActivityOut]:
    rows, cursor = await paginate(session, sa.select(BargainActivity), page, key=[BargainActivity.id])
    return Page(items=await described(session, rows), next_cursor=cursor)


async def records_page(
    session: AsyncSession, page: PageQuery, *, activity_id: int | None, status: str | None
) -> Page[StaffBargain]:
    statement = sa.select(Bargain)
    if activity_id is not None:
        statement = statement.where(Bargain.activity_id == activity_id)
    if status is not None:
        statement = statement.where(Bargain.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Bargain.id])
    return Page(items=[StaffBargain.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)
